package dev.flyball.runtime.alert;

import java.util.Map;
import java.util.function.Supplier;

/** Whether work under a name is degraded, and a reason that nobody has put into words yet. */
record Degraded(String name, boolean degraded, Supplier<String> reason) implements Telling {

    @Override
    public String text() {
        return name + " is " + (degraded ? "degraded" : "done in full") + ": " + reason.get();
    }

    @Override
    public Map<String, Double> numbers() {
        return Map.of();
    }
}
