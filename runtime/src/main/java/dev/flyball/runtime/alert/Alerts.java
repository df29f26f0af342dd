package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.Event.AlertRaised;
import dev.flyball.runtime.observe.Event.BreakerTransition;
import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.RandomSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Weighs what happens against rules, and tells people through channels.
 *
 * <p>Of each rule and instance: it fires once, again after its interval if it still holds, and says when it is over. What
 * is left out meanwhile is counted, and the next message says how many. A worse rule about the same subject waits for no
 * interval but its own. No thread runs before something fires, and no caller ever waits for a channel.
 *
 * <p>Thread-safe. Everything but {@code rules} is guarded by {@code lock}, held for comparisons of numbers and additions
 * to mailboxes, never while anything of a program's runs: conditions, numbers, channels. Nor while an alarm is asked for,
 * as it may ring at once. {@code turn} counts requests to the alarm, so that one that was replaced does nothing.
 */
public final class Alerts implements EventSink, AutoCloseable {

    /** What number rules, and rules about all breakers together, are about. */
    public static final String PROCESS = BackpressureManager.PROCESS;

    private static final long CALLBACK = TimeUnit.SECONDS.toNanos(1);
    private static final long CHANNEL = TimeUnit.SECONDS.toNanos(10);
    private static final long TEST = TimeUnit.SECONDS.toNanos(30);
    private static final int NAMED = 5;

    private final Clock clock;
    private final Alarm alarm;
    private final InstantSource time;
    private final Outlets outlets;
    private final EventSink news;
    private final MeterHub meters;
    private final Dispatch dispatch;
    private final String origin;
    private final LongAdder failures = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Place, Scale> scales = new LinkedHashMap<>();
    private final Map<String, Flaps> flaps = new LinkedHashMap<>();
    private final Map<String, AlertRule> added = new LinkedHashMap<>();
    private final Set<String> openBreakers = new TreeSet<>();
    private final Set<String> broken = new TreeSet<>();
    private final History history = new History();
    private AlertSpec spec;
    private long messages;
    private long nextSample;
    private boolean closed;
    private boolean armed;
    private long armedFor;
    private int turn;
    private Alarm.@Nullable Pending pending;
    private volatile Rulebook rules;

    /** What a scale is about. */
    private record Place(String subject, String instance) {}

    /** What is done under the lock; adds what it has to say to the list. */
    private interface Work {
        /** Answers with the nanoseconds after which time alone may have something to say. */
        long at(long now, List<Alert> said);
    }

    /**
     * No alerts yet, and no threads.
     *
     * @param alarm rings when an interval is over; what is due then is done on a thread of the alerts
     * @param time the wall clock, for people; intervals are those of {@code clock}
     * @param news hears of every alert, as an event
     * @param meters shows how many alerts went through each channel
     */
    public Alerts(
            AlertSpec spec,
            Clock clock,
            Alarm alarm,
            RandomSource random,
            InstantSource time,
            EventSink news,
            MeterHub meters) {
        this(spec, clock, alarm, random, time, news, meters, Outlets.standard(clock, alarm, random, time));
    }

    Alerts(
            AlertSpec spec,
            Clock clock,
            Alarm alarm,
            RandomSource random,
            InstantSource time,
            EventSink news,
            MeterHub meters,
            Outlets outlets) {
        this.spec = spec;
        this.clock = clock;
        this.alarm = alarm;
        this.time = time;
        this.news = news;
        this.meters = meters;
        this.outlets = outlets;
        this.dispatch = new Dispatch(spec, outlets);
        this.rules = Rulebook.of(spec, List.of());
        this.nextSample = clock.nanos();
        this.origin = word(random) + word(random);
        meters.add(dispatch);
    }

    private static String word(RandomSource random) {
        return HexFormat.of().toHexDigits((int) (long) (random.next() * 0x1p32)); // a double as int stops at 2^31 - 1
    }

    /** Alerts of their own, apart from any runtime: what they weigh is what they are told. */
    public static Alerts create(AlertSpec spec) {
        Clock clock = Clock.system();
        return new Alerts(
                spec,
                clock,
                new AlarmThread(clock),
                RandomSource.system(),
                InstantSource.system(),
                EventSink.NONE,
                new MeterHub());
    }

    /** Weighs a reading of pressure; answers with what is told because of it. */
    public List<Alert> process(PressureEvent event) {
        return during((now, said) -> {
            String name = event.name();
            Map<String, Double> numbers = event.numbers();
            int level = List.of(PressureLevel.values()).indexOf(event.level());
            long due = weigh(AlertRule.PRESSURE, name, level, event.text(), numbers, now, said);
            if (!Double.isNaN(event.memory())) {
                due = Math.min(due, share(AlertRule.MEMORY, event, event.memory(), now, said));
            }
            if (!Double.isNaN(event.cpu())) {
                due = Math.min(due, share(AlertRule.CPU, event, event.cpu(), now, said));
            }
            return Math.min(due, flaps(event, now, said));
        });
    }

    private long share(String subject, PressureEvent event, double value, long now, List<Alert> said) {
        String text =
                subject + " of " + event.name() + " is at " + PressureEvent.percent(value) + ": " + event.reason();
        return weigh(subject, event.name(), value, text, event.numbers(), now, said);
    }

    private long flaps(PressureEvent event, long now, List<Alert> said) {
        Flaps changes = flaps.computeIfAbsent(event.name(), fresh -> new Flaps());
        if (!changes.now(event.level(), now)) {
            return Long.MAX_VALUE;
        }
        double count = changes.count();
        long due = weigh(
                AlertRule.FLAPPING,
                event.name(),
                count,
                flapping(event.name(), changes),
                Map.of("changes", count),
                now,
                said);
        return rules.reaches(AlertRule.FLAPPING, count) ? Math.min(due, changes.due(now)) : due;
    }

    private static String flapping(String name, Flaps changes) {
        return "the level of " + name + " changed " + changes.count() + " times within a minute";
    }

    /** Weighs an event: a breaker's edge, a level of pressure, or whatever a rule listens for. */
    public List<Alert> process(Event event) {
        List<AlertRule> listening = listening(event);
        List<Alert> said = List.of();
        if (event instanceof BreakerTransition edge && !edge.to().equals("half_open")) {
            said = during((now, words) -> breaker(edge, now, words));
        } else if (event instanceof LevelChanged edge && edge.name().equals(PROCESS)) {
            PressureLevel level = PressureLevel.valueOf(edge.to());
            said = process(PressureEvent.of(PROCESS, level, edge.pressure(), edge.reason()));
        }
        if (listening.isEmpty()) {
            return said;
        }
        List<Alert> all = new ArrayList<>(said);
        all.addAll(during((now, words) -> happened(listening, event, now, words)));
        return all;
    }

    private List<AlertRule> listening(Event event) {
        List<AlertRule> found = List.of();
        for (AlertRule rule : rules.listening()) {
            if (matches(rule, event)) {
                found = new ArrayList<>(found);
                found.add(rule);
            }
        }
        return found;
    }

    private boolean matches(AlertRule rule, Event event) {
        try {
            return rule.source() instanceof AlertRule.Heard<?> heard && heard.matches(event);
        } catch (RuntimeException | LinkageError wrong) {
            failed(rule, wrong);
            return false;
        }
    }

    private long happened(List<AlertRule> listening, Event event, long now, List<Alert> said) {
        long due = Long.MAX_VALUE;
        for (AlertRule rule : listening) {
            if (rules.about(rule.subject()).contains(rule)) { // it may have been taken out meanwhile
                Scale scale = scale(rule.subject(), event.name(), now);
                say(event.name(), scale.happened(event.toString(), now), now, said);
                due = Math.min(due, scale.due(now));
            }
        }
        return due;
    }

    private long breaker(BreakerTransition edge, long now, List<Alert> said) {
        boolean open = Set.of("open", "forced_open", "isolated").contains(edge.to());
        boolean changed = open ? openBreakers.add(edge.name()) : openBreakers.remove(edge.name());
        String text = "circuit breaker \"" + edge.name() + "\" is " + edge.to() + " (" + edge.cause() + ")";
        long due = weigh(AlertRule.BREAKER, edge.name(), open ? 1 : 0, text, Map.of(), now, said);
        if (!changed) {
            return due;
        }
        double count = openBreakers.size();
        return Math.min(due, weigh(AlertRule.BREAKERS, PROCESS, count, breakers(), Map.of("open", count), now, said));
    }

    private String breakers() {
        int count = openBreakers.size();
        String some = String.join(", ", openBreakers.stream().limit(NAMED).toList());
        return count
                + (count == 1 ? " circuit breaker is open: " : " circuit breakers are open: ")
                + some
                + (count > NAMED ? " and " + (count - NAMED) + " more" : "");
    }

    /**
     * Weighs a number that somebody else measures, against the rules about that subject.
     *
     * @param instance whose number it is; one of a bounded set
     * @param reason in words
     */
    public List<Alert> report(String subject, String instance, double value, String reason) {
        return during((now, said) -> weigh(subject, instance, value, reason, Map.of("value", value), now, said));
    }

    /** Work under that name is degraded from now on, or is done in full again. */
    public List<Alert> degradation(String name, boolean degraded, String reason) {
        String text = name + " is " + (degraded ? "degraded" : "done in full") + ": " + reason;
        return during((now, said) -> weigh(AlertRule.DEGRADATION, name, degraded ? 1 : 0, text, Map.of(), now, said));
    }

    private long weigh(
            String subject,
            String instance,
            double value,
            String text,
            Map<String, Double> numbers,
            long now,
            List<Alert> said) {
        if (!rules.reaches(subject, value) && !scales.containsKey(new Place(subject, instance))) {
            return Long.MAX_VALUE; // all is well, as it was
        }
        Scale scale = scale(subject, instance, now);
        say(instance, scale.report(value, text, numbers, true, now), now, said);
        return scale.due(now);
    }

    private Scale scale(String subject, String instance, long now) {
        return scales.computeIfAbsent(new Place(subject, instance), fresh -> {
            Scale scale = new Scale();
            scale.rules(rules.about(subject), now);
            return scale;
        });
    }

    private void say(String instance, List<Scale.Word> words, long now, List<Alert> said) {
        for (Scale.Word word : words) {
            AlertRule rule = word.rule();
            Alert alert = new Alert(
                    nextId(),
                    rule.name(),
                    instance,
                    rule.severity(),
                    word.state(),
                    word.text(),
                    word.numbers(),
                    time.instant(),
                    word.suppressed(),
                    false);
            history.add(alert, now);
            dispatch.offer(alert, rule.channels());
            said.add(alert);
        }
    }

    private String nextId() {
        messages++;
        return origin + "-" + messages;
    }

    private List<Alert> during(Work work) {
        List<Alert> said = new ArrayList<>(2);
        Alarm.Pending replaced = null;
        int mine = 0;
        long deadline;
        lock.lock();
        try {
            if (closed) {
                return List.of();
            }
            long now = clock.nanos();
            long due = work.at(now, said);
            deadline = now + due;
            if (due != Long.MAX_VALUE && (!armed || deadline - armedFor < 0)) {
                armed = true;
                armedFor = deadline;
                mine = ++turn;
                replaced = pending;
                pending = null;
            }
        } finally {
            lock.unlock();
        }
        if (replaced != null) {
            replaced.cancel();
        }
        if (mine != 0) {
            arm(mine, deadline);
        }
        tell(said);
        return List.copyOf(said);
    }

    private void tell(List<Alert> said) {
        if (said.isEmpty()) {
            return;
        }
        dispatch.start();
        for (Alert alert : said) {
            news.emit(new AlertRaised(
                    alert.instance(),
                    alert.rule(),
                    alert.severity().name().toLowerCase(Locale.ROOT),
                    alert.state().name().toLowerCase(Locale.ROOT),
                    alert.message()));
        }
    }

    private void arm(int mine, long deadline) {
        Alarm.Pending fresh = alarm.at(deadline, () -> ring(mine));
        lock.lock();
        try {
            if (turn == mine && armed) {
                pending = fresh;
            }
        } finally {
            lock.unlock();
        }
    }

    private void ring(int mine) {
        lock.lock();
        try {
            if (turn != mine) {
                return;
            }
            armed = false;
            pending = null;
        } finally {
            lock.unlock();
        }
        try {
            outlets.executor().execute(this::tick);
        } catch (RuntimeException closing) {
            failures.increment();
        }
    }

    /**
     * Looks at what time alone changes: intervals that are over, conditions that have held or been away long enough, and
     * numbers to be asked for. The alarm does this when it is due; more often does no harm.
     */
    public void tick() {
        Map<AlertRule, Double> numbers = ask();
        during((now, said) -> {
            numbers.forEach((rule, value) -> {
                if (rules.asking().contains(rule)) { // it may have been taken out meanwhile
                    String text = rule.name() + " is " + value + ", the threshold " + rule.threshold();
                    weigh(rule.subject(), PROCESS, value, text, Map.of("value", value), now, said);
                }
            });
            return lookAtAll(now, said);
        });
    }

    private long lookAtAll(long now, List<Alert> said) {
        long due = rules.asking().isEmpty() ? Long.MAX_VALUE : Math.max(0, nextSample - now);
        for (Map.Entry<String, Flaps> one : flaps.entrySet()) {
            Flaps changes = one.getValue();
            Scale scale = scales.get(new Place(AlertRule.FLAPPING, one.getKey()));
            if (changes.forget(now) && scale != null) {
                double count = changes.count();
                String text = flapping(one.getKey(), changes);
                say(one.getKey(), scale.report(count, text, Map.of("changes", count), false, now), now, said);
            }
            if (rules.reaches(AlertRule.FLAPPING, changes.count())) {
                due = Math.min(due, changes.due(now));
            }
        }
        for (Map.Entry<Place, Scale> one : scales.entrySet()) {
            say(one.getKey().instance(), one.getValue().tick(now), now, said);
            due = Math.min(due, one.getValue().due(now));
        }
        return due;
    }

    /** The numbers that rules ask for, if it is time; a number that cannot be had is left out. */
    private Map<AlertRule, Double> ask() {
        List<AlertRule> asking = List.of();
        lock.lock();
        try {
            long now = clock.nanos();
            if (now - nextSample >= 0 && !closed) {
                nextSample = now + rules.sample();
                asking = rules.asking();
            }
        } finally {
            lock.unlock();
        }
        Map<AlertRule, Double> numbers = new LinkedHashMap<>();
        for (AlertRule rule : asking) {
            try {
                if (rule.source() instanceof AlertRule.Asked asked) {
                    numbers.put(rule, asked.number().getAsDouble());
                }
            } catch (RuntimeException | LinkageError wrong) {
                failed(rule, wrong);
            }
        }
        return numbers;
    }

    /** A rule's own code threw: counted, and told once for each rule. */
    private void failed(AlertRule rule, Throwable wrong) {
        failures.increment();
        boolean first;
        lock.lock();
        try {
            first = broken.add(rule.name());
        } finally {
            lock.unlock();
        }
        if (first) {
            outlets.warn()
                    .accept("[alert-rule-failed] alerts: the rule " + rule.name()
                            + " cannot be weighed, since its code threw " + wrong
                            + "; it is tried again, and this is not told again");
        }
    }

    /** Adds a rule of the program's own, until closed. */
    public Registration add(AlertRule rule) {
        during((now, said) -> {
            if (added.containsKey(rule.name()) || spec.rule(rule.name()).isPresent()) {
                throw new IllegalArgumentException("[alert-rule-name] alerts: there is a rule called " + rule.name()
                        + " already; give this one another name, or change that one in the configuration");
            }
            added.put(rule.name(), rule);
            nextSample = now;
            return rebuild(now, said, () -> {});
        });
        return () ->
                during((now, said) -> added.remove(rule.name(), rule) ? rebuild(now, said, () -> {}) : Long.MAX_VALUE);
    }

    /** From now on by these settings. What fires goes on to, and what no rule is about any more is over. */
    public void change(AlertSpec next) {
        during((now, said) -> {
            spec = next;
            return rebuild(now, said, () -> dispatch.change(next));
        });
    }

    /** Who heard that something fires hears that it is over, also where {@code channels} gives alerts another way. */
    private long rebuild(long now, List<Alert> said, Runnable channels) {
        rules = Rulebook.of(spec, added.values());
        Map<Place, List<Scale.Word>> words = new LinkedHashMap<>();
        scales.forEach((place, scale) -> words.put(place, scale.rules(rules.about(place.subject()), now)));
        words.forEach((place, some) -> say(place.instance(), in(Alert.State.RESOLVED, some), now, said));
        channels.run();
        words.forEach((place, some) -> say(place.instance(), in(Alert.State.FIRING, some), now, said));
        return lookAtAll(now, said);
    }

    private static List<Scale.Word> in(Alert.State state, List<Scale.Word> words) {
        return words.stream().filter(word -> word.state() == state).toList();
    }

    /** Adds a channel until closed: it gets all alerts of rules that name no channels, or name it. It may take 10 s. */
    public Registration add(String name, AlertChannel channel) {
        if (!AlertRule.WORD.matcher(name).matches()) {
            throw new IllegalArgumentException("[alert-channel-name] alerts: " + Escapes.quoted(name)
                    + " is no name for a channel; give it lower-case words joined by hyphens");
        }
        return add(name, channel, CHANNEL);
    }

    /** From now on {@code listener} hears of every alert, on a thread of Flyball's: the channel {@code signal}. */
    public Registration onAlert(Consumer<? super Alert> listener) {
        return add(AlertSpec.SIGNAL, listener::accept, CALLBACK);
    }

    private Registration add(String name, AlertChannel channel, long limit) {
        Carrier carrier = new CallbackCarrier(name, channel, limit, clock, alarm, outlets.callbacks());
        Route route;
        lock.lock();
        try {
            route = dispatch.add(name, carrier);
        } finally {
            lock.unlock();
        }
        meters.add(visitor -> dispatch.describe(name, visitor));
        return () -> {
            lock.lock();
            try {
                dispatch.remove(route);
            } finally {
                lock.unlock();
            }
        };
    }

    /**
     * Sends an alert that says that it is a test through every channel in use, whatever intervals say and beside all that
     * waits, and tries each once. It counts in no total and no history.
     *
     * @return what became of it, channel by channel, after 30 s at the latest
     */
    public CompletionStage<List<ChannelOutcome>> test(Severity severity) {
        Alert alert;
        Collection<Route> routes;
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.completedFuture(List.of());
            }
            alert = new Alert(
                    nextId(),
                    "test",
                    PROCESS,
                    severity,
                    Alert.State.FIRING,
                    "this is a test; nothing is wrong",
                    Map.of(),
                    time.instant(),
                    0,
                    true);
            routes = dispatch.inUse(rules.bySubject().values());
        } finally {
            lock.unlock();
        }
        List<CompletableFuture<ChannelOutcome>> outcomes =
                routes.stream().map(route -> tested(route, alert)).toList();
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(
                        none -> outcomes.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<ChannelOutcome> tested(Route route, Alert alert) {
        CompletableFuture<ChannelOutcome> outcome = new CompletableFuture<>();
        Alarm.Pending timeUp = alarm.at(
                clock.nanos() + TEST,
                () -> outcome.complete(ChannelOutcome.failed(route.name(), "no answer within 30s")));
        route.test(alert).thenAccept(outcome::complete);
        return outcome.whenComplete((result, none) -> timeUp.cancel());
    }

    /** How many alerts there were, and the last ones. */
    public AlertSummary summary() {
        lock.lock();
        try {
            return history.summary(clock.nanos());
        } finally {
            lock.unlock();
        }
    }

    /** The last 1024 messages, oldest first. */
    public List<Alert> history() {
        lock.lock();
        try {
            return history.all();
        } finally {
            lock.unlock();
        }
    }

    /** The settings in force. */
    public AlertSpec spec() {
        lock.lock();
        try {
            return spec;
        } finally {
            lock.unlock();
        }
    }

    /** How often a rule's own code threw, or an event could not be weighed. */
    public long failures() {
        return failures.sum();
    }

    /** As {@link #process(Event)}, but never throws. */
    @Override
    public void emit(Event event) {
        try {
            process(event);
        } catch (RuntimeException | LinkageError wrong) { // the call that caused the event is not ours to fail
            failures.increment();
        }
    }

    /** As {@link #close(Duration)}, with 5 s. */
    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    /** Raises nothing more, gives what is on its way so long to arrive, and ends all threads. */
    public void close(Duration patience) {
        Alarm.Pending left;
        lock.lock();
        try {
            closed = true;
            turn++;
            left = pending;
            pending = null;
        } finally {
            lock.unlock();
        }
        if (left != null) {
            left.cancel();
        }
        dispatch.close(patience.toNanos());
    }
}
