package dev.flyball.runtime.config;

import dev.flyball.model.Parsed;
import dev.flyball.model.PolicyEntry;
import dev.flyball.model.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings in environment variables, whose names have lost the case and the punctuation of their keys. Keys without an
 * instance's name are known at once; a variable that may be an instance's waits until that instance is asked for. Where
 * two keys have one variable, it counts for the first that asked, and the second has a problem. Thread-safe.
 */
final class EnvironmentSettings implements Settings {

    private static final String PREFIX = "FLYBALL_";

    private final Map<Key, Setting> settings = new LinkedHashMap<>();
    private final Map<String, String> waiting = new TreeMap<>();
    private final Map<String, Key> claims = new ConcurrentHashMap<>();

    EnvironmentSettings(Map<String, String> environment, Consumer<ConfigProblem> problems) {
        Map<String, Key> fixed = fixedKeys();
        new TreeMap<>(environment).forEach((variable, text) -> {
            Key key = fixed.get(variable);
            if (key != null) {
                Setting setting = read(key, variable, text, problems);
                if (setting != null) {
                    settings.put(key, setting);
                }
            } else if (variable.startsWith(PREFIX) && !variable.startsWith(PREFIX + "AGENT_")) {
                later(variable, text, fixed, problems);
            }
        });
    }

    /** The keys that contain no instance's name, by their variables. */
    private static Map<String, Key> fixedKeys() {
        Map<String, Key> keys = new TreeMap<>();
        for (SettingLine line : SettingTable.lines()) {
            List<String> names = line.named() ? SettingTable.knownNames(line) : List.of("");
            for (String name : names) {
                Key key = new Key.Plain(line, name);
                keys.put(Words.variable(key.text()), key);
            }
        }
        for (PolicyEntry policy : Vocabulary.policies()) {
            if (policy.notBuilt().isEmpty()) {
                for (String attribute : KeyReader.attributes(policy)) {
                    Key key = new Key.Instance(policy.kind(), Key.DEFAULT, attribute);
                    keys.put(Words.variable(key.text()), key);
                }
            }
        }
        return keys;
    }

    private void later(String variable, String text, Map<String, Key> fixed, Consumer<ConfigProblem> problems) {
        if (variable.startsWith(PREFIX + "ORDER_")) {
            waiting.put(variable, text);
            return;
        }
        List<Key> candidates = candidates(variable);
        if (candidates.isEmpty()) {
            problems.accept(problem(
                    variable,
                    text,
                    "config-unknown-key",
                    "stands for no key of Flyball",
                    Words.meant(variable, fixed.keySet())
                            .map(word -> "did you mean " + word + "?")
                            .orElse("write " + PREFIX + "<POLICY>_<NAME>_<ATTRIBUTE>, such as "
                                    + "FLYBALL_CIRCUIT_BREAKER_PAYMENTS_OPEN_FOR")));
        } else if (candidates.stream().allMatch(key -> KeyReader.parse(key, text) instanceof Parsed.Wrong)) {
            read(candidates.get(0), variable, text, problems);
        } else {
            waiting.put(variable, text);
        }
    }

    /** What a variable may stand for, the longest attribute first; the names are only guesses. */
    private static List<Key> candidates(String variable) {
        List<Key> candidates = new ArrayList<>(plain(variable));
        for (PolicyEntry policy : Vocabulary.policies()) {
            String start = PREFIX + Words.variable(policy.kind().key()) + "_";
            if (policy.notBuilt().isEmpty() && variable.startsWith(start)) {
                for (String attribute : KeyReader.attributes(policy)) {
                    String end = "_" + Words.variable(attribute);
                    if (variable.endsWith(end) && variable.length() > start.length() + end.length()) {
                        String name = variable.substring(start.length(), variable.length() - end.length());
                        candidates.add(new Key.Instance(policy.kind(), name, attribute));
                    }
                }
            }
        }
        candidates.sort((a, b) -> b.text().length() - a.text().length());
        return candidates;
    }

    /** What it may stand for of the keys that belong to no policy. */
    private static List<Key.Plain> plain(String variable) {
        List<Key.Plain> candidates = new ArrayList<>();
        for (SettingLine line : SettingTable.lines()) {
            String name = line.guess(variable);
            if (name != null && !SettingTable.reserved(line, name)) {
                candidates.add(new Key.Plain(line, name));
            }
        }
        candidates.sort((a, b) -> b.line().last().length() - a.line().last().length());
        return candidates;
    }

    @Override
    public Collection<Key.Plain> guesses() {
        return waiting.keySet().stream()
                .flatMap(variable -> plain(variable).stream().limit(1))
                .toList();
    }

    @Override
    public @Nullable Setting find(Key key, Consumer<ConfigProblem> problems) {
        Setting known = settings.get(key);
        if (known != null || waiting.isEmpty()) {
            return known;
        }
        String variable = Words.variable(key.text());
        String text = waiting.get(variable);
        if (text == null) {
            return null;
        }
        Key first = claims.putIfAbsent(variable, key);
        if (first != null && !first.equals(key)) {
            problems.accept(problem(
                    variable,
                    text,
                    "config-ambiguous",
                    "stands for both " + first.text() + " and " + key.text() + ", and counts for the first only",
                    "set one of them as a system property or in a file"));
            return null;
        }
        return read(key, variable, text, problems);
    }

    @Override
    public Collection<Setting> known() {
        return settings.values();
    }

    @Override
    public Collection<String> unclaimed() {
        return waiting.keySet().stream()
                .filter(variable -> !claims.containsKey(variable))
                .toList();
    }

    private static @Nullable Setting read(Key key, String variable, String text, Consumer<ConfigProblem> problems) {
        Parsed parsed = KeyReader.parse(key, text);
        if (parsed instanceof Parsed.Wrong wrong) {
            problems.accept(problem(variable, text, wrong.tag(), wrong.complaint(), wrong.fix()));
            return null;
        }
        Origin origin = Origin.of(Layer.ENVIRONMENT, variable);
        boolean shared = key instanceof Key.Instance instance && instance.shared();
        return new Setting(key, ((Parsed.Value) parsed).canonical(), shared ? origin.asShared() : origin);
    }

    private static ConfigProblem problem(String variable, String text, String tag, String complaint, String fix) {
        return new ConfigProblem(tag, variable, Secrets.mask(variable, text), "environment", complaint, fix);
    }
}
