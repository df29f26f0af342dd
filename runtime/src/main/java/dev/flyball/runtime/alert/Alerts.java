package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.Event.BreakerTransition;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Weighs what happens against rules, and tells people through channels.
 *
 * <p>Of each rule and instance: it fires once, again after its interval if it still holds, and says when it is over. What
 * is left out meanwhile is counted, and the next message says how many. A worse rule about the same subject waits for no
 * interval but its own. No thread runs before something fires, and no caller ever waits for a channel.
 *
 * <p>Whatever happens comes here, and is a {@link Round} under the lock: {@link OpenBreakers} and {@link Flapping} make
 * numbers of it, {@link Scales} weigh them, {@link Herald} tells. {@link Conditions} runs the code of the program's rules.
 *
 * <p>Thread-safe. Everything but the rules in force, of which {@link Scales} says who reads them, is guarded by the lock
 * of {@link Rounds}, also in those classes. It is held for comparisons of numbers and additions to mailboxes, never while
 * anything of a program's runs: conditions, numbers, channels. Nor while an alarm is asked for, as it may ring at once.
 */
public final class Alerts implements EventSink, AutoCloseable {

    /** What number rules, and rules about all breakers together, are about. */
    public static final String PROCESS = BackpressureManager.PROCESS;

    private static final long CALLBACK = TimeUnit.SECONDS.toNanos(1);
    private static final long CHANNEL = TimeUnit.SECONDS.toNanos(10);

    private final Clock clock;
    private final Alarm alarm;
    private final Outlets outlets;
    private final MeterHub meters;
    private final Dispatch dispatch;
    private final LongAdder failures = new LongAdder();
    private final Rounds rounds;
    private final Herald herald;
    private final Scales scales;
    private final OpenBreakers breakers;
    private final Flapping flapping;
    private final Conditions conditions;
    private final RuleSet rules;

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
        this.clock = clock;
        this.alarm = alarm;
        this.meters = meters;
        this.outlets = outlets;
        this.dispatch = new Dispatch(spec, outlets);
        this.herald = new Herald(time, random, dispatch, news);
        this.scales = new Scales(Rulebook.of(spec, List.of()), herald);
        this.rules = new RuleSet(spec, scales, dispatch);
        this.breakers = new OpenBreakers(scales);
        this.flapping = new Flapping(scales);
        this.rounds = new Rounds(clock, alarm, this::ring, herald::tell);
        this.conditions = new Conditions(rounds, scales, clock, failures, outlets.warn());
        meters.add(dispatch);
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
        return pressure(event.name(), event.level(), event.pressure(), event.memory(), event.cpu(), event::reason);
    }

    /**
     * As {@link #process(PressureEvent)}, for whoever reads every second: as long as nothing is told, nothing is put into
     * words.
     *
     * @param reason answers with the same words at any time, from what cannot change; also under a lock
     */
    public List<Alert> pressure(
            String name, PressureLevel level, double pressure, double memory, double cpu, Supplier<String> reason) {
        Pressed pressed = new Pressed(name, level, pressure, memory, cpu, reason);
        return rounds.during(round -> {
            scales.weigh(AlertRule.PRESSURE, name, pressed.number(), pressed, round);
            if (!Double.isNaN(memory)) {
                scales.weigh(AlertRule.MEMORY, name, memory, pressed.share(AlertRule.MEMORY, memory), round);
            }
            if (!Double.isNaN(cpu)) {
                scales.weigh(AlertRule.CPU, name, cpu, pressed.share(AlertRule.CPU, cpu), round);
            }
            flapping.now(name, level, round);
        });
    }

    /**
     * Weighs an event: a breaker's edge, or whatever a rule listens for. Levels that change are not weighed otherwise:
     * pressure comes as readings.
     */
    public List<Alert> process(Event event) {
        List<AlertRule> listening = conditions.listening(event);
        List<Alert> all = List.of();
        if (event instanceof BreakerTransition edge && OpenBreakers.matters(edge)) {
            all = rounds.during(round -> breakers.changed(edge, round));
        }
        if (!listening.isEmpty()) {
            all = new ArrayList<>(all);
            all.addAll(rounds.during(round -> scales.happened(listening, event, round)));
        }
        return all;
    }

    /**
     * Weighs a number that somebody else measures, against the rules about that subject.
     *
     * @param instance whose number it is; one of a bounded set
     * @param reason in words
     */
    public List<Alert> report(String subject, String instance, double value, String reason) {
        Telling telling = Telling.of(reason, Map.of("value", value));
        return rounds.during(round -> scales.weigh(subject, instance, value, telling, round));
    }

    /** Work under that name is degraded from now on, or is done in full again. */
    public List<Alert> degradation(String name, boolean degraded, String reason) {
        return degradation(name, degraded, () -> reason);
    }

    /**
     * As {@link #degradation(String, boolean, String)}, for whoever says so every second.
     *
     * @param reason answers with the same words at any time, from what cannot change; also under a lock
     */
    public List<Alert> degradation(String name, boolean degraded, Supplier<String> reason) {
        Telling telling = new Degraded(name, degraded, reason);
        return rounds.during(round -> scales.weigh(AlertRule.DEGRADATION, name, degraded ? 1 : 0, telling, round));
    }

    private void ring() {
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
        Map<AlertRule, Double> numbers = conditions.ask();
        rounds.during(round -> {
            conditions.weigh(numbers, round);
            look(round);
        });
    }

    private void look(Round round) {
        conditions.look(round);
        flapping.look(round);
        scales.look(round);
    }

    /** Adds a rule of the program's own, until closed. */
    public Registration add(AlertRule rule) {
        rounds.during(round -> {
            rules.add(rule, round);
            conditions.askAt(round.now());
            look(round);
        });
        return () -> rounds.during(round -> {
            if (rules.remove(rule, round)) {
                look(round);
            }
        });
    }

    /** From now on by these settings. What fires goes on to, and what no rule is about any more is over. */
    public void change(AlertSpec next) {
        rounds.during(round -> {
            rules.change(next, round);
            look(round);
        });
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
        Route route = rounds.locked(() -> dispatch.add(name, carrier));
        meters.add(visitor -> dispatch.describe(name, visitor));
        return () -> rounds.locked(() -> dispatch.remove(route));
    }

    /**
     * Sends an alert that says that it is a test through every channel in use, whatever intervals say and beside all that
     * waits, and tries each once. It counts in no total and no history.
     *
     * @return what became of it, channel by channel, after 30 s at the latest
     */
    public CompletionStage<List<ChannelOutcome>> test(Severity severity) {
        return rounds.locked(() -> trial(severity)).get();
    }

    private Supplier<CompletionStage<List<ChannelOutcome>>> trial(Severity severity) {
        if (rounds.closed()) {
            return () -> CompletableFuture.completedFuture(List.of());
        }
        Alert alert = herald.test(severity);
        List<Route> routes = dispatch.inUse(scales.rules().bySubject().values());
        return () -> new Trial(clock, alarm).send(alert, routes);
    }

    /** How many alerts there were, and the last ones. */
    public AlertSummary summary() {
        return rounds.locked(() -> herald.history().summary(clock.nanos()));
    }

    /** The last 1024 messages, oldest first. */
    public List<Alert> history() {
        return rounds.locked(() -> herald.history().all());
    }

    /** The settings in force. */
    public AlertSpec spec() {
        return rounds.locked(rules::spec);
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
        rounds.close();
        dispatch.close(patience.toNanos());
    }
}
