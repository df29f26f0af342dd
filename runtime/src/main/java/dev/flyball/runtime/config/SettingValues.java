package dev.flyball.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values in force of every key that belongs to no policy: those without a name, and those of each name that some
 * layer speaks of. Where two contradict each other one has given way to the next layer's. Built by one thread, then only
 * read.
 */
final class SettingValues {

    private final Map<Key.Plain, List<Sourced>> values = new LinkedHashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    private SettingValues() {}

    static SettingValues of(ConfigView view) {
        SettingValues values = new SettingValues();
        for (SettingLine line : SettingTable.lines()) {
            for (String name : line.named() ? names(view, line.section()) : Set.of("")) {
                values.read(view, new Key.Plain(line, name));
            }
        }
        SettingChecks.check(values);
        return values;
    }

    /** The names that any layer speaks of in a section. */
    private static Set<String> names(ConfigView view, String section) {
        Set<String> names = new TreeSet<>();
        Set<String> variables = new TreeSet<>();
        for (Setting setting : view.known()) {
            if (setting.key() instanceof Key.Plain key && isIn(section, key)) {
                names.add(key.name());
                variables.add(Words.variable(key.name()));
            }
        }
        for (Key.Plain key : view.guesses()) {
            if (isIn(section, key) && variables.add(Words.variable(key.name()))) {
                names.add(key.name());
            }
        }
        return names;
    }

    private static boolean isIn(String section, Key.Plain key) {
        return key.line().named() && key.line().section().equals(section);
    }

    private void read(ConfigView view, Key.Plain key) {
        Sourced next = standard(key.line(), key.name());
        List<Sourced> found = new ArrayList<>(List.of(next));
        List<Setting> settings = view.find(key, problems::add);
        for (int i = settings.size() - 1; i >= 0; i--) {
            next = new Sourced(settings.get(i).value(), settings.get(i).origin(), next);
            found.add(0, next);
        }
        values.put(key, found);
    }

    private static Sourced standard(SettingLine line, String name) {
        return new Sourced(SettingTable.standard(line, name), Origin.BUILT_IN, null);
    }

    /** The value in force; the default for a name that nobody speaks of. */
    Sourced value(SettingLine line, String name) {
        List<Sourced> found = values.get(new Key.Plain(line, name));
        return found == null ? standard(line, name) : found.get(0);
    }

    /** The names that are spoken of beside the line. */
    List<String> names(SettingLine line) {
        return values.keySet().stream()
                .filter(key -> key.line().equals(line))
                .map(Key.Plain::name)
                .toList();
    }

    /** Every key and its value, in the table's order. */
    Map<Key.Plain, Sourced> all() {
        Map<Key.Plain, Sourced> all = new LinkedHashMap<>();
        values.forEach((key, found) -> all.put(key, found.get(0)));
        return all;
    }

    /** What contradicts what, once each. */
    List<ConfigProblem> problems() {
        return problems.stream().distinct().toList();
    }

    /** Whether configuration says the value, and not the table alone. */
    boolean isConfigured(SettingLine line, String name) {
        return value(line, name).origin().layer().isConfiguration();
    }

    /** Gives the value in force up for the next, with a problem; only of a configured one. */
    void giveUp(SettingLine line, String name, String tag, String complaint, String fix) {
        List<Sourced> found = values.get(new Key.Plain(line, name));
        if (found != null && found.size() > 1) {
            Sourced lost = found.remove(0);
            Sourced kept = found.get(0);
            String key = "flyball." + line.key(name);
            problems.add(new ConfigProblem(
                    tag,
                    key,
                    Secrets.mask(key, lost.value()),
                    lost.origin().place(),
                    complaint + "; the next is " + shown(key, kept.value()) + " (" + kept.origin() + ")",
                    fix));
        }
    }

    /** A value for people. */
    static String shown(String key, String value) {
        return value.isEmpty() ? "\"\"" : Secrets.mask(key, value);
    }
}
