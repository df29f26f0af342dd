package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All scales, each on its first number that any rule minds, and the rules by which they weigh.
 *
 * <p>Guarded by the lock of {@link Alerts}, but for {@code rules}: written under it, volatile, and read without it by
 * whoever runs code of the program's rules.
 */
final class Scales {

    private record Place(String subject, String instance) {}

    private final Map<Place, Scale> scales = new LinkedHashMap<>();
    private final Herald herald;
    private volatile Rulebook rules;

    Scales(Rulebook rules, Herald herald) {
        this.rules = rules;
        this.herald = herald;
    }

    /** The rules in force. */
    Rulebook rules() {
        return rules;
    }

    /** Somebody reports a number. */
    void weigh(String subject, String instance, double value, Telling telling, Round round) {
        Place place = new Place(subject, instance);
        Scale known = scales.get(place);
        if (known == null && !rules.reaches(subject, value)) {
            return; // all is well, as it was
        }
        Scale scale = known == null ? fresh(place, round) : known;
        herald.say(instance, scale.report(value, telling, true, round.now()), round);
        round.again(scale.due(round.now()));
    }

    /** A number has changed because time passed: nobody reports it, so that it counts as no report. */
    void amend(String subject, String instance, double value, Telling telling, Round round) {
        Scale known = scales.get(new Place(subject, instance));
        if (known != null) {
            herald.say(instance, known.report(value, telling, false, round.now()), round);
        }
    }

    /** An event happened that these rules listen for. */
    void happened(List<AlertRule> listening, Event event, Round round) {
        for (AlertRule rule : listening) {
            if (rules.about(rule.subject()).contains(rule)) { // it may have been taken out meanwhile
                Place place = new Place(rule.subject(), event.name());
                Scale known = scales.get(place);
                Scale scale = known == null ? fresh(place, round) : known;
                herald.say(event.name(), scale.happened(event.toString(), round.now()), round);
                round.again(scale.due(round.now()));
            }
        }
    }

    private Scale fresh(Place place, Round round) {
        Scale scale = new Scale();
        scale.rules(rules.about(place.subject()), round.now());
        scales.put(place, scale);
        return scale;
    }

    /** Time has passed. */
    void look(Round round) {
        scales.forEach((place, scale) -> {
            herald.say(place.instance(), scale.tick(round.now()), round);
            round.again(scale.due(round.now()));
        });
    }

    /** Weighs by other rules. What is over by them is told before {@code between}, and what fires by them after it. */
    void change(Rulebook next, Runnable between, Round round) {
        rules = next;
        Map<Place, List<Scale.Word>> words = new LinkedHashMap<>();
        scales.forEach((place, scale) -> words.put(place, scale.rules(next.about(place.subject()), round.now())));
        words.forEach((place, some) -> herald.say(place.instance(), in(Alert.State.RESOLVED, some), round));
        between.run();
        words.forEach((place, some) -> herald.say(place.instance(), in(Alert.State.FIRING, some), round));
    }

    private static List<Scale.Word> in(Alert.State state, List<Scale.Word> words) {
        return words.stream().filter(word -> word.state() == state).toList();
    }
}
