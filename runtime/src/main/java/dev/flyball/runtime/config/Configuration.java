package dev.flyball.runtime.config;

import dev.flyball.model.MethodPlan;
import dev.flyball.runtime.config.ConfigLoader.Loaded;
import dev.flyball.runtime.observe.Event.ConfigChanged;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.MeterSource;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.DaemonWorker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of a running program: the view in force, the plans that were asked about, and the files that may
 * change it. Every problem is logged, once: those of a load together, those of a plan when it is first asked about.
 *
 * <p>Thread-safe. {@code view} is replaced whole, and {@code overrides} with it, under this object's monitor; {@code view}
 * is read volatile. Whoever asks for a plan
 * first records it in {@code declared} and then reads {@code view}; a reload first replaces {@code view} and then goes
 * through {@code declared}. So no plan is left with the old view: the listener hears of it, or the asker sees the new.
 */
public final class Configuration implements AutoCloseable, MeterSource {

    private static final long UNKNOWN_NAMES_AFTER = TimeUnit.SECONDS.toNanos(60);

    private final ConfigLoader loader;
    private final Clock clock;
    private final Alarm alarm;
    private final EventSink events;
    private final FilePoll poll;
    private final Map<String, MethodPlan> declared = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final List<Consumer<ConfigView>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, String> overrides = new TreeMap<>();
    private volatile ConfigView view;
    private volatile boolean closed;
    private final LongAdder reloaded = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * Reads everything and, if there are files, begins to watch them.
     *
     * @param worker runs the reading of files, which may take its time, when {@code alarm} says so
     * @throws ConfigurationRefusedException if anything is wrong and {@code flyball.config.on-error} is {@code fail}
     */
    public Configuration(ConfigSource source, Clock clock, Alarm alarm, Executor worker, EventSink events) {
        this.loader = new ConfigLoader(source);
        this.clock = clock;
        this.alarm = alarm;
        this.events = events;
        Loaded loaded = loader.load(Map.of());
        this.view = loaded.view();
        boolean fails = view.common(SettingTable.ON_ERROR).value().equals("fail");
        String report = tell(
                view.problems(),
                fails
                        ? "nothing governed runs, as flyball.config.on-error is fail"
                        : "the next layer's value is in force for each");
        if (fails && !report.isEmpty()) {
            throw new ConfigurationRefusedException(report);
        }
        this.poll = new FilePoll(view.pollNanos(), loaded.files(), clock, alarm, worker, this::reload);
        if (!view.common(SettingTable.FILES).value().isEmpty()) {
            poll.start();
        }
        alarm.at(clock.nanos() + UNKNOWN_NAMES_AFTER, this::tellUnknownNames);
    }

    /** A worker with one daemon thread, started when there is something to do. */
    public static Executor worker() {
        return new DaemonWorker("flyball-config");
    }

    /** The view in force. */
    public ConfigView view() {
        return view;
    }

    /** What the view in force makes of a plan; remembers the plan, for {@link #explain} and for reloads. */
    public Planned plan(MethodPlan plan) {
        declared.put(plan.owner() + "." + plan.name() + plan.descriptor(), plan);
        Planned planned = view.plan(plan);
        tell(planned.problems(), "the next layer's value is in force for each");
        for (String warning : planned.warnings()) {
            if (told.add(warning + plan)) {
                String tag = warning.startsWith("[") ? "" : "[config-order] ";
                log().warn("{}{} ({})", tag, warning, MethodNames.of(plan));
            }
        }
        return planned;
    }

    /** {@code listener} hears of every new view, after it came into force. */
    public void onChange(Consumer<ConfigView> listener) {
        listeners.add(listener);
    }

    /**
     * Sets a key above every other layer, until it is set again or the program ends; the key as in {@code -D}.
     *
     * @throws IllegalArgumentException if there is no such key, the value is wrong, or it does not fit the others; nothing
     *     has then changed
     */
    public void override(String key, String value) {
        change(key, value);
    }

    /** Takes an override back; the next layer's value is in force again. */
    public void clearOverride(String key) {
        change(key, null);
    }

    private synchronized void change(String key, @Nullable String value) {
        Map<String, String> changed = new TreeMap<>(overrides);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        List<ConfigProblem> problems = new ArrayList<>();
        ConfigView next = view.withOverrides(ConfigLoader.overrides(changed, problems::add));
        problems.addAll(newProblems(next));
        if (!problems.isEmpty() && value != null) {
            throw new IllegalArgumentException(problems.get(0).text());
        }
        overrides.clear();
        overrides.putAll(changed);
        publish(view, next);
    }

    /**
     * What governs the instance or method of that name, value by value with where each stands; the whole program where
     * the name is empty.
     */
    public String explain(String name) {
        return new Explanation(view, declared.values()).of(name);
    }

    /** How often files were read again, and whether what they said came into force. */
    @Override
    public void describe(MeterVisitor visitor) {
        visitor.counter("config.reloads", reloaded::sum, "outcome", "ok");
        visitor.counter("config.reloads", refused::sum, "outcome", "refused");
    }

    /** Stops watching files. */
    @Override
    public void close() {
        closed = true;
        poll.stop();
    }

    /** Reads the files again; whatever is wrong leaves the view in force as it is. Answers with the files read. */
    private synchronized FileSet reload() {
        Loaded loaded = loader.load(overrides);
        List<ConfigProblem> problems = new ArrayList<>(loaded.fileProblems());
        problems.addAll(newProblems(loaded.view()));
        if (problems.isEmpty()) {
            reloaded.increment();
            publish(view, loaded.view());
        } else {
            refused.increment();
            told.removeAll(problems.stream().map(ConfigProblem::text).toList());
            tell(problems, "the configuration read before stays in force, whole");
        }
        return loaded.files();
    }

    private void publish(ConfigView old, ConfigView next) {
        List<String> changes = Changes.between(old, next, declared.values());
        view = next;
        for (Consumer<ConfigView> listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException listenerFailed) {
                log().error("[config-listener] a listener failed to take the new configuration over", listenerFailed);
            }
        }
        if (!changes.isEmpty()) {
            events.emit(new ConfigChanged("configuration", changes));
        }
        alarm.at(clock.nanos() + UNKNOWN_NAMES_AFTER, this::tellUnknownNames);
    }

    /** What would be wrong with the plans there are, and is not wrong now. */
    private List<ConfigProblem> newProblems(ConfigView next) {
        List<ConfigProblem> now = problemsOf(view);
        return problemsOf(next).stream()
                .filter(problem -> !now.contains(problem))
                .distinct()
                .toList();
    }

    private List<ConfigProblem> problemsOf(ConfigView one) {
        Collection<MethodPlan> plans = declared.values();
        return Stream.concat(
                        one.settled().problems().stream(),
                        plans.stream().flatMap(plan -> one.plan(plan).problems().stream()))
                .toList();
    }

    private void tellUnknownNames() {
        if (!closed) {
            for (String line : new Explanation(view, declared.values()).unknownNames()) {
                if (told.add(line)) {
                    log().warn("[config-unknown-name] {}", line);
                }
            }
        }
    }

    /** Logs the problems not told before, together; answers with what was logged. */
    private String tell(List<ConfigProblem> problems, String consequence) {
        List<String> news =
                problems.stream().map(ConfigProblem::text).filter(told::add).toList();
        if (news.isEmpty()) {
            return "";
        }
        String report = "[config] " + (news.size() == 1 ? "1 problem" : news.size() + " problems")
                + " in the configuration; " + consequence + ":\n  " + String.join("\n  ", news);
        log().error(report);
        return report;
    }

    private static Logger log() {
        return LoggerFactory.getLogger("dev.flyball.config");
    }
}
