package dev.flyball.runtime.alert;

import java.util.Map;
import java.util.stream.Collectors;

/** Alerts as JSON, made by hand: one flat object with nothing in it that needs a library. */
final class Json {

    private Json() {}

    /** @param source which process says so; empty: left out */
    static String of(Alert alert, String source) {
        return "{\"id\":" + Escapes.quoted(alert.id())
                + ",\"rule\":" + Escapes.quoted(alert.rule())
                + ",\"instance\":" + Escapes.quoted(alert.instance())
                + ",\"severity\":" + Escapes.quoted(alert.severity().name())
                + ",\"state\":" + Escapes.quoted(alert.state().name())
                + ",\"message\":" + Escapes.quoted(alert.message())
                + ",\"numbers\":" + numbers(alert.numbers())
                + ",\"when\":" + Escapes.quoted(alert.when().toString())
                + ",\"suppressed\":" + alert.suppressed()
                + ",\"test\":" + alert.test()
                + (source.isEmpty() ? "" : ",\"source\":" + Escapes.quoted(source))
                + ",\"text\":" + Escapes.quoted(alert.text())
                + "}";
    }

    private static String numbers(Map<String, Double> numbers) {
        return numbers.entrySet().stream()
                .map(one -> Escapes.quoted(one.getKey()) + ":" + number(one.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** JSON knows neither infinity nor what is no number. */
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }
}
