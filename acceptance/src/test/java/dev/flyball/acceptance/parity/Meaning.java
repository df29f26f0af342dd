package dev.flyball.acceptance.parity;

import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.PlanText;
import dev.flyball.model.Problem;
import dev.flyball.model.Reading;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one front end made of the corpus, as lines: by method its plan with the methods that stand in, by method the
 * reason why it is declined, and by place the problems. Filled by one thread.
 */
record Meaning(
        SortedMap<String, String> plans, SortedMap<String, String> declined, SortedMap<String, String> problems) {

    static Meaning empty() {
        return new Meaning(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    void add(Reading reading) {
        reading.governed().forEach(one -> put(plans, method(one.method()), line(one)));
        reading.contracts().forEach(one -> put(plans, method(one.method()) + " (contract)", line(one)));
        reading.declined().forEach(one -> put(declined, method(one.method()), one.reason()));
        reading.problems().forEach(one -> put(problems, place(one.where()), one.severity() + " " + one.text()));
    }

    /** Only what concerns a type, or a type inside it. */
    Meaning of(String type) {
        return new Meaning(below(type, plans), below(type, declined), below(type, problems));
    }

    /** Everything but that. */
    Meaning without(String type) {
        return new Meaning(minus(plans, type), minus(declined, type), minus(problems, type));
    }

    private static SortedMap<String, String> below(String type, SortedMap<String, String> lines) {
        SortedMap<String, String> below = new TreeMap<>(lines);
        below.keySet().removeIf(place -> !place.startsWith(type));
        return below;
    }

    private static SortedMap<String, String> minus(SortedMap<String, String> lines, String type) {
        SortedMap<String, String> rest = new TreeMap<>(lines);
        rest.keySet().removeIf(place -> place.startsWith(type));
        return rest;
    }

    private static void put(Map<String, String> lines, String place, String line) {
        lines.merge(place, line, (a, b) -> a + System.lineSeparator() + b);
    }

    private static String line(Reading.Governed governed) {
        return governed.fallbacks().stream()
                .map(choice -> " -> " + method(choice.method()) + " " + choice.takesArguments() + " " + choice.cause())
                .collect(Collectors.joining("", PlanText.write(governed.plan()), ""));
    }

    private static String method(DeclaredMethod method) {
        return method.owner() + "." + method.name() + method.descriptor();
    }

    private static String place(Problem.Where where) {
        DeclaredMethod method = where.method();
        return (method == null ? where.type() : where.type() + "." + method.name() + method.descriptor())
                + (where.parameter() < 0 ? "" : "#" + where.parameter())
                + (where.annotation() == null ? "" : " @" + where.annotation())
                + (where.attribute() == null ? "" : "." + where.attribute());
    }
}
