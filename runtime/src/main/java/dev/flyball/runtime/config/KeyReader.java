package dev.flyball.runtime.config;

import dev.flyball.model.Attribute;
import dev.flyball.model.Parsed;
import dev.flyball.model.PolicyEntry;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Understands what was written, by the vocabulary: a key that exists and a legal value, or a problem. */
final class KeyReader {

    /** The agent reads its own switches. */
    static final String AGENT = "agent";

    /** Roots that the documentation names and that have no engine yet. */
    private static final Set<String> NOT_BUILT = Set.of("console", "jmx", "observation", "rules", "supervision");

    private final Consumer<ConfigProblem> problems;

    KeyReader(Consumer<ConfigProblem> problems) {
        this.problems = problems;
    }

    /** The settings among what was written in one place; of two spellings of one key neither counts. */
    static Map<Key, Setting> readAll(List<Written> written, Consumer<ConfigProblem> problems) {
        KeyReader reader = new KeyReader(problems);
        Map<Key, Setting> settings = new LinkedHashMap<>();
        Set<Key> twice = new HashSet<>();
        for (Written one : written) {
            Setting setting = reader.read(one);
            Setting other = setting == null ? null : settings.putIfAbsent(setting.key(), setting);
            if (setting != null && other != null && !other.value().equals(setting.value())) {
                twice.add(setting.key());
                problems.accept(ConfigProblem.at(
                        one,
                        "config-twice",
                        "is another spelling of " + setting.key().text() + ", which is " + other.value() + " at "
                                + other.origin().place() + ", so neither counts",
                        "write it once"));
            }
        }
        settings.keySet().removeAll(twice);
        return settings;
    }

    /** The keys that were set to null. */
    static Set<Key> takenBack(List<Written> written) {
        KeyReader silent = new KeyReader(problem -> {});
        Set<Key> keys = new HashSet<>();
        for (Written one : written) {
            Key key = one.text() == null ? silent.key(one) : null;
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** The key and its canonical value; null if there was a problem, or nothing to say. */
    @Nullable
    Setting read(Written written) {
        String text = written.text();
        Key key = key(written);
        if (key == null || text == null) {
            return null;
        }
        Parsed parsed = parse(key, text);
        if (parsed instanceof Parsed.Wrong wrong) {
            problems.accept(ConfigProblem.at(written, wrong.tag(), wrong.complaint(), wrong.fix()));
            return null;
        }
        return new Setting(key, ((Parsed.Value) parsed).canonical(), origin(key, written));
    }

    private static Origin origin(Key key, Written written) {
        return key instanceof Key.Instance instance && instance.shared()
                ? written.origin().asShared()
                : written.origin();
    }

    /** What a key stands for; null if that is a problem or the agent's. */
    @Nullable
    Key key(Written written) {
        List<String> path = written.path();
        String root = path.isEmpty() ? "" : Words.kebab(path.get(0));
        if (root.equals(AGENT)) {
            return null;
        }
        if (NOT_BUILT.contains(root)) {
            return wrong(written, "config-not-built", root + " is not built yet, so this has no effect", "take it out");
        }
        Optional<PolicyEntry> policy = Vocabulary.policy(root);
        if (policy.isPresent()) {
            return instance(written, policy.get());
        }
        if (root.equals("order") && path.size() > 1) {
            return new Key.Order(String.join(".", path.subList(1, path.size())));
        }
        Key.Plain plain = SettingTable.find(path);
        return plain == null ? unknown(written, root) : plain(written, plain);
    }

    private @Nullable Key plain(Written written, Key.Plain key) {
        Layer layer = written.origin().layer();
        if (key.line().bootstrap() && layer != Layer.PROPERTY && layer != Layer.ENVIRONMENT) {
            return wrong(
                    written,
                    "config-too-late",
                    "decides how files are read, so it is too late to say it here",
                    "set it as a system property -D" + key.text() + " or in the environment as "
                            + Words.variable(key.text()));
        }
        return key;
    }

    private @Nullable Key instance(Written written, PolicyEntry policy) {
        List<String> path = written.path();
        String word = policy.kind().key();
        if (path.size() < 3) {
            return wrong(
                    written,
                    "config-unknown-key",
                    "names no instance",
                    "write flyball." + word + ".<name>.<attribute>, with default for every instance");
        }
        if (policy.notBuilt().isPresent()) {
            return wrong(
                    written,
                    "config-not-built",
                    word + " is not built yet, so this has no effect",
                    "take it out; " + policy.notBuilt().get());
        }
        String attribute = Words.kebab(path.get(path.size() - 1));
        String name = String.join(".", path.subList(1, path.size() - 1));
        List<String> known = attributes(policy);
        if (!known.contains(attribute)) {
            return wrong(written, "config-unknown-key", "is no attribute of " + word, Words.remedy(attribute, known));
        }
        return new Key.Instance(policy.kind(), name, attribute);
    }

    private @Nullable Key unknown(Written written, String root) {
        String whole =
                String.join(".", written.path().stream().map(Words::kebab).toList());
        List<String> beside = SettingTable.lines().stream()
                .filter(line -> line.root().equals(root) && !line.bootstrap())
                .map(line -> line.pattern().replace("*", "<name>"))
                .toList();
        List<String> roots = new ArrayList<>(SettingTable.lines().stream()
                .map(line -> line.section().isEmpty() || line.bootstrap() ? line.pattern() : line.root())
                .distinct()
                .toList());
        Arrays.stream(PolicyKind.values()).map(PolicyKind::key).forEach(roots::add);
        roots.addAll(List.of("order", AGENT));
        String remedy = Words.meant(whole, SettingTable.suggestions(written.path()))
                .or(() -> Words.meant(root, roots))
                .filter(meant -> !meant.equals(root))
                .map(word -> "did you mean " + word + "?")
                .orElse("write one of " + String.join(", ", beside.isEmpty() ? roots : beside) + " after flyball");
        return wrong(written, "config-unknown-key", "is no key of Flyball", remedy);
    }

    /** What configuration may set of a policy, in kebab-case. */
    static List<String> attributes(PolicyEntry policy) {
        List<String> keys = new ArrayList<>(policy.attributes().stream()
                .filter(Attribute::configurable)
                .map(Attribute::key)
                .toList());
        keys.add(Key.ENABLED);
        return keys;
    }

    /** Reads a value as the key wants it. */
    static Parsed parse(Key key, String text) {
        if (key instanceof Key.Plain plain) {
            return plain.line().parse(text);
        }
        if (key instanceof Key.Instance instance) {
            return instance.attribute().equals(Key.ENABLED)
                    ? SettingTable.ENABLED.parse(text)
                    : attribute(instance).parse(text);
        }
        return order(text);
    }

    private static Parsed order(String text) {
        List<String> known = new ArrayList<>(
                Arrays.stream(PolicyKind.values()).map(PolicyKind::key).toList());
        known.add("fallback");
        List<String> words = Arrays.stream(text.split(",", -1))
                .map(word -> Words.kebab(word.strip()))
                .toList();
        for (String word : words) {
            if (!known.contains(word)) {
                return new Parsed.Wrong(
                        "config-order", "names \"" + word + "\", which is no policy", Words.remedy(word, known));
            }
        }
        return new Parsed.Value(String.join(",", words));
    }

    private static Attribute attribute(Key.Instance instance) {
        return Vocabulary.policy(instance.kind())
                .attribute(instance.attribute())
                .orElseThrow(() -> new AssertionError(instance));
    }

    private @Nullable Key wrong(Written written, String tag, String complaint, String fix) {
        problems.accept(ConfigProblem.at(written, tag, complaint, fix));
        return null;
    }
}
