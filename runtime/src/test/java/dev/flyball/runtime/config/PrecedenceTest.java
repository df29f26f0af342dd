package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.Program.pay;
import static dev.flyball.runtime.config.Program.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random layers against the rule written down four times over, as slowly and plainly as can be. */
class PrecedenceTest {

    private static final String[] ATTRIBUTES = {"probes", "minimumCalls", "failureRate"};
    private static final Map<String, String> KEYS =
            Map.of("probes", "probes", "minimumCalls", "minimum-calls", "failureRate", "failure-rate");
    private static final Map<String, String> STANDARD =
            Map.of("probes", "5", "minimumCalls", "20", "failureRate", "0.5");

    /** A layer's name, then what it says; bad values among them. */
    private record Said(String layer, Map<String, String> values) {
        @Nullable
        String good(String key) {
            String value = values.get(key);
            return value == null || value.equals("nonsense") ? null : value;
        }
    }

    @Test
    void forRandomLayersExplainNamesTheLayerThatSuppliedEachValue() {
        Random random = new Random(42);
        for (int round = 0; round < 1500; round++) {
            check(random, round);
        }
    }

    private static void check(Random random, int round) {
        Program program = new Program();
        Map<String, String> overrides = new HashMap<>();
        List<Said> layers = layers(random, program, overrides);
        Map<String, String> written = new HashMap<>();
        for (String attribute : ATTRIBUTES) {
            if (random.nextInt(3) == 0) {
                written.put(attribute, value(random, attribute));
            }
        }
        PolicyPlan declared = policy(PolicyKind.CIRCUIT_BREAKER, "payments", flat(written));
        ConfigView view = new ConfigLoader(program.source()).load(overrides).view();
        PlannedPolicy planned = view.plan(pay(declared)).policies().get(0);
        for (String attribute : ATTRIBUTES) {
            assertThat(planned.value(attribute))
                    .extracting(sourced -> sourced == null ? "" : sourced.value() + " " + sourced.origin())
                    .as("round %d, %s, %s, %s", round, attribute, layers, written)
                    .isEqualTo(oracle(layers, written, attribute));
        }
    }

    /** The rule of the documentation, word by word. */
    private static String oracle(List<Said> layers, Map<String, String> written, String attribute) {
        String key = KEYS.get(attribute);
        for (Said layer : layers) {
            String own = layer.good("payments." + key);
            if (own != null) {
                return own + " "
                        + layer.layer().replace("KEY", "payments." + key).replace("VAR", variable("payments." + key));
            }
        }
        String annotation = written.get(attribute);
        if (annotation != null && !annotation.equals(STANDARD.get(attribute))) {
            return annotation + " annotation";
        }
        for (Said layer : layers) {
            String shared = layer.good("default." + key);
            if (shared != null) {
                return shared + " "
                        + layer.layer().replace("KEY", "default." + key).replace("VAR", variable("default." + key))
                        + " default";
            }
        }
        return STANDARD.get(attribute) + " built-in";
    }

    private static List<Said> layers(Random random, Program program, Map<String, String> overrides) {
        List<Said> layers = new ArrayList<>();
        Said over = new Said("override", said(random));
        over.values().forEach((key, value) -> overrides.put("flyball.circuit-breaker." + key, value));
        Said property = new Said("-Dflyball.circuit-breaker.KEY", said(random));
        property.values().forEach((key, value) -> program.property("flyball.circuit-breaker." + key, value));
        Said variable = new Said("VAR", said(random));
        variable.values().forEach((key, value) -> program.variable(variable(key), value));
        Said first = new Said("first.conf:1", said(random));
        program.file("first.conf", line(first));
        Said second = new Said("second.conf:1", said(random));
        program.file("second.conf", line(second));
        Said jar = new Said("test:a.jar!/META-INF/flyball.conf:1", said(random));
        program.jar("a.jar", line(jar));
        layers.addAll(List.of(over, property, variable, second, first, jar));
        return layers;
    }

    private static String line(Said said) {
        List<String> entries = new ArrayList<>();
        said.values().forEach((key, value) -> entries.add(key + " = " + value));
        return "flyball.circuit-breaker { " + String.join(", ", entries) + " }";
    }

    private static String variable(String key) {
        return "FLYBALL_CIRCUIT_BREAKER_"
                + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static Map<String, String> said(Random random) {
        Map<String, String> values = new HashMap<>();
        for (String attribute : ATTRIBUTES) {
            for (String name : new String[] {"payments.", "default."}) {
                if (random.nextInt(5) == 0) {
                    values.put(name + KEYS.get(attribute), value(random, attribute));
                } else if (random.nextInt(20) == 0) {
                    values.put(name + KEYS.get(attribute), "nonsense");
                }
            }
        }
        return values;
    }

    private static String value(Random random, String attribute) {
        int number = 1 + random.nextInt(9);
        return attribute.equals("failureRate") ? "0." + number : "" + number;
    }

    private static String[] flat(Map<String, String> values) {
        return values.entrySet().stream()
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
    }
}
