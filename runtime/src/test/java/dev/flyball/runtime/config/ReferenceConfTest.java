package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.Program.pay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.Attribute;
import dev.flyball.model.AttributeType;
import dev.flyball.model.Parsed;
import dev.flyball.model.PolicyEntry;
import dev.flyball.model.PolicyPlan;
import dev.flyball.model.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code reference.conf} documents every key; here it is held to the tables that the code follows. */
class ReferenceConfTest {

    private static String reference() throws IOException {
        try (InputStream in = ConfigView.class.getResourceAsStream("reference.conf")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theReferenceFollowsFromTheVocabulary() throws IOException {
        String expected = generate();
        Path generated = Path.of("target", "reference.conf");
        Files.writeString(generated, expected);
        assertThat(reference())
                .as("if the vocabulary changed, copy runtime/%s over the resource of that name", generated)
                .isEqualTo(expected);
    }

    @Test
    void everyDefaultInItReachesTheCode() throws IOException {
        ConfigView view = new Program().file("reference.conf", reference()).load();
        assertThat(Program.texts(view.problems())).isEmpty();
        for (PolicyEntry policy : Vocabulary.policies()) {
            if (policy.notBuilt().isEmpty()) {
                everyDefaultIsInForce(view, policy);
            }
        }
        for (SettingLine line : SettingTable.lines()) {
            if (!line.named() && !line.bootstrap()) {
                Sourced value = view.common(line);
                assertThat(value.value()).as(line.pattern()).isEqualTo(line.standard());
                assertThat(value.origin().toString()).as(line.pattern()).startsWith("reference.conf:");
            }
        }
    }

    /** Commented out they are not read above: each is taken as it stands there. */
    @Test
    void everyDefaultOfANameIsLegal() {
        for (SettingLine line : SettingTable.lines()) {
            if (line.named()) {
                assertThat(line.parse(line.standard())).as(line.pattern()).isEqualTo(new Parsed.Value(line.standard()));
            }
        }
    }

    private static void everyDefaultIsInForce(ConfigView view, PolicyEntry policy) {
        Map<String, String> required = new HashMap<>(Map.of("name", "x"));
        policy.attributes().stream()
                .filter(attribute -> attribute.standard().isEmpty())
                .forEach(attribute ->
                        required.put(attribute.name(), attribute.type() == AttributeType.DURATION ? "1s" : "1"));
        PolicyPlan declared = PolicyPlan.of(policy.kind(), required);
        PlannedPolicy planned = view.plan(pay(declared)).policies().get(0);
        assertThat(planned.effective()).isEqualTo(declared);
        for (Attribute attribute : policy.attributes()) {
            if (attribute.configurable() && attribute.standard().isPresent()) {
                assertThat(planned.value(attribute.name()).origin().toString())
                        .as(policy.kind().key() + " " + attribute.key())
                        .startsWith("reference.conf:")
                        .endsWith(" default");
            }
        }
    }

    private static String generate() {
        List<String> lines = new ArrayList<>(List.of(
                "# Every key of Flyball, with its built-in default. This file is documentation: copy from it what you"
                        + " want to",
                "# change into META-INF/flyball.conf on the class path or into a file named by -Dflyball.config.files.",
                "#",
                "# A policy's keys stand under flyball.<policy>.<name>, for one instance, or flyball.<policy>.default,"
                        + " for every",
                "# instance that says nothing itself. Durations need a unit (250ms, 10s, 5m); shares are from 0 to 1.",
                "",
                "flyball {",
                ""));
        for (SettingLine line : SettingTable.lines()) {
            setting(line, lines);
        }
        lines.add("  # The order of a method's policies, outermost first, instead of the usual one; policies not named"
                + " keep");
        lines.add("  # their places.");
        lines.add("  # order.com.acme.Orders.place = [rate-limited, retry]");
        for (PolicyEntry policy : Vocabulary.policies()) {
            lines.add("");
            policy(policy, lines);
        }
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    /** Keys with a name in them have no default to be read: they stand as comments. */
    private static void setting(SettingLine line, List<String> lines) {
        lines.add("  # " + line.manual());
        String value = line.standard().isEmpty() ? "\"\"" : line.standard();
        if (line.bootstrap()) {
            String key = "flyball." + line.pattern();
            lines.add("  # Only as -D" + key + " or " + Words.variable(key) + ".");
        } else if (!line.hot()) {
            lines.add("  # A change counts at the next start.");
        }
        String comment = line.bootstrap() || line.named() ? "# " : "";
        lines.add("  " + comment + line.pattern().replace("*", "<name>") + " = " + value);
        lines.add("");
    }

    private static void policy(PolicyEntry policy, List<String> lines) {
        if (policy.notBuilt().isPresent()) {
            lines.add("  # " + policy.kind().key() + ": " + policy.sentence() + " Not built yet.");
            return;
        }
        lines.add("  # " + policy.sentence());
        lines.add("  " + policy.kind().key() + ".default {");
        lines.add("    # false switches it off.");
        lines.add("    enabled = true");
        for (Attribute attribute : policy.attributes()) {
            if (attribute.configurable()) {
                lines.add("");
                attribute(attribute, lines);
            }
        }
        lines.add("  }");
    }

    private static void attribute(Attribute attribute, List<String> lines) {
        String words = attribute.constants().isEmpty()
                ? attribute.range()
                : "one of " + String.join(", ", attribute.constants());
        lines.add("    # " + attribute.sentence() + (words.isEmpty() ? "" : " " + capital(words) + "."));
        if (attribute.standard().isEmpty()) {
            lines.add("    # " + attribute.key() + " = (no default: the annotation says it)");
        } else {
            String value = attribute.standard().get();
            lines.add("    " + attribute.key() + " = " + (value.isEmpty() ? "\"\"" : value));
        }
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
