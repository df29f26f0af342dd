package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.MeterSource;
import dev.flyball.runtime.observe.MeterVisitor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Which alert takes which routes. What is read and written under the lock of {@link Alerts}: {@code spec}, {@code own},
 * {@code unknown}. {@code all} may be read by anybody at any time.
 */
final class Dispatch implements MeterSource {

    private static final List<String> NAMES =
            List.of(AlertSpec.LOG, AlertSpec.STDOUT, AlertSpec.SIGNAL, AlertSpec.WEBHOOK);

    private final Outlets outlets;
    private final Map<String, Route.Counts> counts = new ConcurrentHashMap<>();
    private final Map<String, Route> own = new LinkedHashMap<>();
    private final List<Route> added = new CopyOnWriteArrayList<>();
    private final List<Route> all = new CopyOnWriteArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private AlertSpec spec;

    Dispatch(AlertSpec spec, Outlets outlets) {
        this.spec = spec;
        this.outlets = outlets;
    }

    /** From now on by these settings; what is on its way stays on it, or goes on to the new address. */
    void change(AlertSpec next) {
        WebhookSpec before = spec.webhook();
        WebhookSpec after = next.webhook();
        spec = next;
        Route route = own.get(AlertSpec.WEBHOOK);
        if (route == null || after == null) {
            own.remove(AlertSpec.WEBHOOK); // it still empties its mailbox
        } else if (!after.equals(before)) {
            route.carrier(outlets.webhook().apply(after));
        }
    }

    Route add(String name, Carrier carrier) {
        Route route = new Route(name, carrier, outlets.executor(), counts(name));
        added.add(route);
        all.add(route);
        return route;
    }

    /** Offers it nothing more; what it has is still carried. False if it was gone already. */
    boolean remove(Route route) {
        boolean there = added.remove(route);
        all.remove(route);
        route.start();
        return there;
    }

    private Route.Counts counts(String name) {
        return counts.computeIfAbsent(name, fresh -> new Route.Counts());
    }

    /** Puts the alert on the routes that the rule names; on all usual ones if it names none. */
    void offer(Alert alert, List<String> named) {
        routes(named).forEach(route -> route.offer(alert));
    }

    private Set<Route> routes(List<String> named) {
        Set<Route> routes = new LinkedHashSet<>();
        for (String name : named.isEmpty() ? spec.channels() : named) {
            Route route = own(name);
            if (route != null) {
                routes.add(route);
            }
            added.stream().filter(one -> one.name().equals(name)).forEach(routes::add);
            if (route == null && added.stream().noneMatch(one -> one.name().equals(name)) && unknown.add(name)) {
                outlets.warn()
                        .accept("[alert-channel] alerts: nobody listens at the channel " + name
                                + ", where rules send alerts; there are log, stdout, webhook where it has a url, and what"
                                + " Alerts.add and Alerts.onAlert add");
            }
        }
        if (named.isEmpty()) {
            routes.addAll(added);
        }
        return routes;
    }

    private @Nullable Route own(String name) {
        Route known = own.get(name);
        WebhookSpec webhook = spec.webhook();
        if (known != null) {
            return known;
        }
        if (name.equals(AlertSpec.LOG)) {
            return open(name, Carrier.direct(name, outlets.log()));
        }
        if (name.equals(AlertSpec.STDOUT)) {
            return open(name, Carrier.direct(name, outlets.stdout()));
        }
        return name.equals(AlertSpec.WEBHOOK) && webhook != null
                ? open(name, outlets.webhook().apply(webhook))
                : null;
    }

    private Route open(String name, Carrier carrier) {
        Route route = new Route(name, carrier, outlets.executor(), counts(name));
        own.put(name, route);
        all.add(route);
        return route;
    }

    /** Every route that any of these rules takes. */
    List<Route> inUse(Collection<List<AlertRule>> rules) {
        Set<Route> routes = new LinkedHashSet<>(routes(List.of()));
        rules.forEach(some -> some.forEach(rule -> routes.addAll(routes(rule.channels()))));
        return new ArrayList<>(routes);
    }

    /** Sets on their way what waits; not under the lock. */
    void start() {
        all.forEach(Route::start);
    }

    /** Takes no more, and gives what waits so many nanoseconds to arrive. */
    void close(long nanos) {
        all.forEach(Route::close);
        try {
            long left = nanos;
            for (Route route : all) {
                left = route.awaitQuiet(left);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        outlets.end().run();
    }

    @Override
    public void describe(MeterVisitor visitor) {
        NAMES.forEach(name -> describe(name, visitor));
    }

    /** The series of one channel. */
    void describe(String name, MeterVisitor visitor) {
        Route.Counts mine = counts(name);
        visitor.counter("alerts", mine.delivered()::sum, "channel", name, "outcome", "delivered");
        visitor.counter("alerts", mine.failed()::sum, "channel", name, "outcome", "failed");
        visitor.counter("alerts", mine.dropped()::sum, "channel", name, "outcome", "dropped");
    }
}
