package dev.flyball.runtime.config;

import static dev.flyball.model.AttributeDraft.count;
import static dev.flyball.model.AttributeDraft.duration;
import static dev.flyball.model.AttributeDraft.number;
import static dev.flyball.model.AttributeDraft.ratio;
import static dev.flyball.model.AttributeDraft.size;

import dev.flyball.model.AttributeDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one table of every key that belongs to no policy. Parsing, validation, {@code explain}, {@code reference.conf},
 * environment variables and suggestions all follow from it.
 */
final class SettingTable {

    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    private static final double MINUTE = 60 * SECOND;
    private static final double DAY = 86_400 * SECOND;

    /** The words of a level of pressure, with the one that is none. */
    private static final SettingType LEVEL = SettingType.words("elevated", "high", "critical", "emergency");

    private static final SettingType CHANNELS = SettingType.channels("log", "stdout", "signal", "webhook");

    private static final List<SettingLine> LINES = new ArrayList<>();

    static final SettingLine ENABLED = hot("enabled", SettingType.flag(), "true", "false passes every call through.");
    static final SettingLine FILES =
            atStart("config.files", SettingType.text(), "", "Files to read, separated by commas; a later one wins.");
    static final SettingLine POLL =
            atStart("config.poll", time("poll", 0, DAY), "5s", "How often files are looked at for changes; 0s: never.");
    static final SettingLine ON_ERROR = atStart(
            "config.on-error",
            SettingType.words("continue", "fail"),
            "continue",
            "What a problem at the start does: fail refuses to start.");

    static final SettingLine MODEL = hot(
            "pressure.model",
            SettingType.words("calibrated", "plain"),
            "calibrated",
            "How pressure follows from what is sensed: plain takes raw percentages.");
    static final SettingLine MAX_MEMORY = hot(
            "pressure.max-memory",
            SettingType.of(size("maxMemory").aboveZero().orOff()),
            "",
            "The memory that is the whole; \"\": the maximum heap.");
    static final SettingLine SAMPLE = hot(
            "pressure.sample",
            time("sample", 50 * MILLI, 10 * SECOND),
            "1s",
            "How often memory and processors are looked at while nothing presses.");
    static final SettingLine PREDICTION = hot(
            "pressure.prediction",
            SettingType.onOff(),
            "on",
            "Whether memory that will soon run out raises the level to HIGH before it does.");
    static final SettingLine COLLECT = hot(
            "pressure.collect",
            SettingType.onOff(),
            "off",
            "Whether System.gc() may be called, at most once in 10 minutes, when a reading is old because nothing runs.");
    static final SettingLine FORCE = hot(
            "pressure.force",
            SettingType.words("none", "normal", "elevated", "high", "critical", "emergency"),
            "none",
            "The level in force whatever is sensed; none: the sensed one.");
    static final SettingLine IMPORTANCE = hot(
            "pressure.importance.*",
            SettingType.words("essential", "ordinary", "minor", "ignored"),
            "",
            "How far that controller alone may push the pressure of the whole program.");
    static final SettingLine FOLLOW_CONTROLLERS = hot(
            "pressure.follow.*.controllers",
            SettingType.names(),
            "",
            "Whose pressure holds the limit of that name down; process is the whole program, memory and cpu its own.");
    static final SettingLine FOLLOW_FROM = hot(
            "pressure.follow.*.from",
            SettingType.of(ratio("from")),
            "0.7",
            "The pressure up to which nothing is taken away.");
    static final SettingLine FOLLOW_TO = hot(
            "pressure.follow.*.to",
            SettingType.of(ratio("to").aboveZero()),
            "0.95",
            "The pressure from which only the floor is left.");
    static final SettingLine FOLLOW_FLOOR = hot(
            "pressure.follow.*.floor",
            SettingType.of(ratio("floor").aboveZero()),
            "0.1",
            "The share of the limit that always remains.");
    static final SettingLine FOLLOW_RECOVERY = hot(
            "pressure.follow.*.recovery",
            time("recovery", 0, DAY),
            "30s",
            "The time from the floor back to the whole at the earliest.");

    static final SettingLine KNOB_FROM =
            hot("degradation.*.from", LEVEL, "", "The level from which the knob of that name turns.");
    static final SettingLine KNOB_ELEVATED = factor("elevated");
    static final SettingLine KNOB_HIGH = factor("high");
    static final SettingLine KNOB_CRITICAL = factor("critical");
    static final SettingLine KNOB_EMERGENCY = factor("emergency");

    static final SettingLine MAX_CPU = hot(
            "allocation.process.max-cpu",
            SettingType.of(ratio("maxCpu").aboveZero()),
            "0.85",
            "The share of the processors above which fewer workers are granted.");
    static final SettingLine MAX_WORKERS = hot(
            "allocation.process.max-workers",
            SettingType.of(count("maxWorkers").from(1)),
            "32",
            "The workers that all names share.");
    static final SettingLine MIN_WORKERS = hot(
            "allocation.process.min-workers",
            SettingType.of(count("minWorkers").from(1)),
            "4",
            "The workers that pressure leaves in any case.");
    static final SettingLine PROCESS_MEMORY = hot(
            "allocation.process.max-memory",
            SettingType.of(size("maxMemory").aboveZero().orOff()),
            "",
            "The memory that all names share; \"\": the maximum heap.");
    static final SettingLine PRIORITY = hot(
            "allocation.*.priority",
            SettingType.words("critical", "high", "normal", "low"),
            "normal",
            "Who is served first where there is not enough.");
    static final SettingLine NAME_MIN_MEMORY = hot(
            "allocation.*.min-memory", SettingType.of(size("minMemory").orOff()), "", "Memory reserved for the name.");
    static final SettingLine NAME_MAX_MEMORY = hot(
            "allocation.*.max-memory",
            SettingType.of(size("maxMemory").aboveZero().orOff()),
            "",
            "The most memory it may be granted; \"\": what there is.");
    static final SettingLine NAME_MIN_WORKERS =
            hot("allocation.*.min-workers", SettingType.of(count("minWorkers")), "0", "Workers reserved for the name.");
    static final SettingLine NAME_MAX_WORKERS = hot(
            "allocation.*.max-workers",
            SettingType.of(count("maxWorkers").from(1).orOff()),
            "",
            "The most workers it may be granted; \"\": what there is.");
    static final SettingLine MEMORY_INTENSIVE = hot(
            "allocation.*.memory-intensive",
            SettingType.flag(),
            "false",
            "Whether pressure takes memory above its minimum away first.");

    static final SettingLine ALERTS =
            hot("alerts.enabled", SettingType.flag(), "true", "Whether alerts are raised at all.");
    static final SettingLine ALERT_CHANNELS =
            hot("alerts.channels", CHANNELS, "log", "Where alerts go whose rule does not say.");
    static final SettingLine WEBHOOK_URL =
            hot("alerts.webhook.url", SettingType.url(), "", "Where the channel webhook posts to; never printed.");
    static final SettingLine WEBHOOK_SECRET = hot(
            "alerts.webhook.secret",
            SettingType.text(),
            "",
            "What posts are signed with (HMAC-SHA256); never printed.");
    static final SettingLine WEBHOOK_TIMEOUT = hot(
            "alerts.webhook.timeout", time("timeout", 10 * MILLI, 2 * MINUTE), "10s", "The longest a post may take.");
    static final SettingLine WEBHOOK_TRIES = hot(
            "alerts.webhook.tries", SettingType.of(count("tries").between(1, 5)), "5", "How often a post is tried.");
    static final SettingLine RULE_ENABLED =
            hot("alerts.*.enabled", SettingType.flag(), "", "Whether the rule of that name counts.");
    static final SettingLine RULE_SEVERITY = hot(
            "alerts.*.severity",
            SettingType.words("info", "warning", "error", "critical"),
            "",
            "How loud its alerts are.");
    static final SettingLine RULE_EVERY = hot(
            "alerts.*.every", time("every", 0, 30 * DAY), "", "The shortest time between two messages that it fires.");
    static final SettingLine RULE_FOR =
            hot("alerts.*.for", time("for", 0, 30 * DAY), "", "How long it must have held before it fires.");
    static final SettingLine RULE_KEEP = hot(
            "alerts.*.keep-firing-for",
            time("keepFiringFor", 0, 30 * DAY),
            "",
            "How long it must not have held before it is resolved.");
    static final SettingLine RULE_CHANNELS = hot("alerts.*.channels", CHANNELS, "", "Where its alerts go.");
    static final SettingLine RULE_THRESHOLD = hot(
            "alerts.*.threshold",
            SettingType.of(number("threshold").orOff()),
            "",
            "It holds while its number is at least this.");

    static final SettingLine EXECUTORS =
            hot("metrics.executors", SettingType.onOff(), "on", "Whether calls are counted and measured by name.");
    static final SettingLine MAY_FAIL = hot(
            "health.may-fail",
            SettingType.flag(),
            "false",
            "Whether health may be DOWN, which has this process restarted or taken out of service.");

    /** The alert rules there are without anybody's doing, for suggestions. */
    static final List<String> RULES = List.of(
            "pressure-elevated",
            "pressure-high",
            "pressure-critical",
            "pressure-emergency",
            "memory-high",
            "memory-critical",
            "cpu-high",
            "cpu-critical",
            "breaker-open",
            "breakers-open",
            "degradation-started",
            "flapping");

    /** The knobs there are without anybody's doing, for suggestions. */
    static final List<String> KNOBS =
            List.of("reduce-limits", "skip-optional", "skip-expensive", "simplify", "reduce-dimensions");

    /** What each of those knobs leaves from its level on, as the engine has it too. */
    private static final Map<String, String> KNOB_STANDARDS = knobs(
            "reduce-limits elevated 0.8 0.8 0.5 0.3",
            "skip-optional high 0 0 0 0",
            "skip-expensive high 0 0 0 0",
            "simplify critical 0 0 0 0",
            "reduce-dimensions critical 1 1 0.5 0.25");

    private SettingTable() {}

    private static Map<String, String> knobs(String... rows) {
        List<SettingLine> lines = List.of(KNOB_FROM, KNOB_ELEVATED, KNOB_HIGH, KNOB_CRITICAL, KNOB_EMERGENCY);
        Map<String, String> standards = new HashMap<>();
        for (String row : rows) {
            List<String> words = List.of(row.split(" ", -1));
            for (int i = 0; i < lines.size(); i++) {
                standards.put(lines.get(i).key(words.get(0)), words.get(i + 1));
            }
        }
        return standards;
    }

    /** The default of a line for a name. */
    static String standard(SettingLine line, String name) {
        return KNOB_STANDARDS.getOrDefault(line.key(name), line.standard());
    }

    private static SettingLine hot(String pattern, SettingType type, String standard, String sentence) {
        return line(pattern, type, standard, true, sentence);
    }

    private static SettingLine atStart(String pattern, SettingType type, String standard, String sentence) {
        return line(pattern, type, standard, false, sentence);
    }

    private static SettingLine factor(String level) {
        return hot(
                "degradation.*." + level,
                SettingType.of(ratio("factor").orOff()),
                "",
                "The share that the knob leaves at that level.");
    }

    private static SettingType time(String name, double low, double high) {
        AttributeDraft draft = duration(name).between(low, high);
        return SettingType.of(draft);
    }

    private static SettingLine line(String pattern, SettingType type, String standard, boolean hot, String sentence) {
        SettingLine line = new SettingLine(pattern, type, standard, hot, sentence);
        LINES.add(line);
        return line;
    }

    /** Every line, those of one section together. */
    static List<SettingLine> lines() {
        return List.copyOf(LINES);
    }

    /** The line and the name in it that a path stands for; null if there is none. */
    static Key.@Nullable Plain find(List<String> path) {
        for (SettingLine line : LINES) {
            String name = line.match(path);
            if (name != null && !reserved(line, name)) {
                return new Key.Plain(line, name);
            }
        }
        return null;
    }

    /** Whether keys without a name begin like that, so that nothing can be called so. */
    static boolean reserved(SettingLine line, String name) {
        String section = line.section() + "." + name;
        return line.named()
                && LINES.stream()
                        .anyMatch(other -> !other.named() && other.section().equals(section));
    }

    /** What may be written in a path's place, as near to it as can be: keys, with the path's own name in them. */
    static List<String> suggestions(List<String> path) {
        List<String> keys = new ArrayList<>();
        for (SettingLine line : LINES) {
            int head = line.named() ? line.section().split("\\.", -1).length : -1;
            int end = line.last().isEmpty() ? path.size() : path.size() - 1;
            if (head < 0) {
                keys.add(line.pattern());
            } else if (head < end && !reserved(line, String.join(".", path.subList(head, end)))) {
                keys.add(line.key(String.join(".", path.subList(head, end))));
            }
        }
        return keys;
    }

    /** The names of a section that are known without anybody's doing. */
    static List<String> knownNames(SettingLine line) {
        return switch (line.section()) {
            case "alerts" -> RULES;
            case "degradation" -> KNOBS;
            default -> List.of();
        };
    }
}
