package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.Event.BreakerTransition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The circuit breakers that refuse calls, each by itself and all together. Guarded by the lock of {@link Alerts}. */
final class OpenBreakers {

    private static final int NAMED = 5;
    private static final Set<String> OPEN = Set.of("open", "forced_open", "isolated");

    private final Set<String> open = new TreeSet<>();
    private final Scales scales;

    OpenBreakers(Scales scales) {
        this.scales = scales;
    }

    /** Half open is still neither the end of being open nor a beginning. */
    static boolean matters(BreakerTransition edge) {
        return !edge.to().equals("half_open");
    }

    void changed(BreakerTransition edge, Round round) {
        boolean opens = OPEN.contains(edge.to());
        boolean other = opens ? open.add(edge.name()) : open.remove(edge.name());
        String text = "circuit breaker \"" + edge.name() + "\" is " + edge.to() + " (" + edge.cause() + ")";
        scales.weigh(AlertRule.BREAKER, edge.name(), opens ? 1 : 0, Telling.of(text, Map.of()), round);
        if (other) {
            double count = open.size();
            Telling all = Telling.of(text(), Map.of("open", count));
            scales.weigh(AlertRule.BREAKERS, Alerts.PROCESS, count, all, round);
        }
    }

    private String text() {
        int count = open.size();
        List<String> some = open.stream().limit(NAMED).toList();
        return count
                + (count == 1 ? " circuit breaker is open: " : " circuit breakers are open: ")
                + String.join(", ", some)
                + (count > NAMED ? " and " + (count - NAMED) + " more" : "");
    }
}
