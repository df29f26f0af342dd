package dev.flyball.sample.demo;

import dev.flyball.sample.catalog.Parallel;
import dev.flyball.sample.fault.Fault;
import dev.flyball.sample.load.HttpSender;
import dev.flyball.sample.load.LoadGenerator;
import dev.flyball.sample.load.Outcome;
import dev.flyball.sample.load.Pacer;
import dev.flyball.sample.load.Sender;
import dev.flyball.sample.load.Shot;
import dev.flyball.sample.load.Tally;
import dev.flyball.sample.web.Parts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Every scenario once, against one kind of parts. */
final class Run {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int WARM_UP_ROUNDS = 2;

    private final Path catalog;
    private final long seed;
    private final Function<Parts.Ground, Parts> parts;
    private final Parallel parallel;
    private final Apart apart;
    private final Progress progress;
    private final Numbers numbers = new Numbers();

    /** How the server with a small heap is started. */
    interface Apart {
        SmallJvm start() throws IOException;
    }

    Run(
            Path catalog,
            long seed,
            Function<Parts.Ground, Parts> parts,
            Parallel parallel,
            Apart apart,
            Progress progress) {
        this.catalog = catalog;
        this.seed = seed;
        this.parts = parts;
        this.parallel = parallel;
        this.apart = apart;
        this.progress = progress;
    }

    Numbers measure(List<Scenario> scenarios) throws IOException, SQLException {
        rehearse();
        for (int i = 0; i < scenarios.size(); i++) {
            measure(scenarios.get(i), place(i, scenarios));
        }
        squeeze(place(scenarios.size(), scenarios));
        progress.say("indexing java.base in parallel");
        new Indexing(parallel, numbers).measure();
        progress.done("measured " + (scenarios.size() + 1) + " scenarios");
        return numbers;
    }

    private static String place(int index, List<Scenario> inThisJvm) {
        return (index + 1) + "/" + (inThisJvm.size() + 1) + " ";
    }

    /** Load that nobody counts: what a young JVM compiles is not the first scenario's doing. */
    private void rehearse() throws IOException {
        Scenario scenario = Scenarios.rehearsal();
        try (World world = new World(catalog, scenario.faults(), seed, parts)) {
            fire(scenario, "", world.server.address(), world.faults::begin);
        }
    }

    private void measure(Scenario scenario, String place) throws IOException {
        try (World world = new World(catalog, scenario.faults(), seed, parts)) {
            record(scenario, fire(scenario, place, world.server.address(), world.faults::begin));
            record(scenario, world);
        }
    }

    /** The scenario whose server is a JVM of its own. */
    private void squeeze(String place) throws IOException {
        Scenario scenario = Scenarios.squeeze();
        try (SmallJvm server = apart.start()) {
            record(scenario, fire(scenario, place, server.address(), server::begin));
            numbers.put(scenario.name() + ".died", server.diedAfterMillis());
        }
    }

    private Map<String, Tally> fire(Scenario scenario, String place, URI server, LongConsumer begin) {
        Sender sender = new HttpSender(server, PATIENCE);
        warmUp(scenario, sender);
        Pacer pacer = Pacer.system();
        long start = pacer.nanos();
        begin.accept(start);
        LoadGenerator load = new LoadGenerator(
                sender, pacer, nanos -> progress.at(place + scenario.says(), nanos, scenario.length()));
        return load.fire(scenario.shots(seed), start, scenario::objective);
    }

    /** Asks everything a few times while nothing is wrong, so that caches are filled and code is compiled in each run. */
    private static void warmUp(Scenario scenario, Sender sender) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Traffic traffic : scenario.traffic()) {
                for (String path : traffic.paths()) {
                    sender.send(new Shot(0, traffic.group(), "warm-up", path)).join();
                }
            }
        }
    }

    private void record(Scenario scenario, Map<String, Tally> tallies) {
        tallies.forEach((group, tally) -> record(scenario.name() + "." + group + ".", tally, scenario.length()));
    }

    private void record(Scenario scenario, World world) {
        String name = scenario.name() + ".";
        numbers.put(name + "queries", world.faults.queries());
        numbers.put(name + "dead-queries", world.faults.deadQueries());
        numbers.put(name + "reads", world.faults.reads());
        numbers.put(name + "failed-reads", world.faults.failedReads());
        List<Fault> faults = scenario.faults().faults();
        if (!faults.isEmpty()) {
            numbers.put(name + "at-once-at-first", world.faults.mostAtOnce(faults.get(0)));
            numbers.put(name + "at-once-at-last", world.faults.mostAtOnce(faults.get(faults.size() - 1)));
        }
        numbers.put(name + "bans", world.mirror.bans());
        numbers.put(name + "banned", world.mirror.refused());
        numbers.put(name + "backlog", world.workers.peak());
    }

    private void record(String name, Tally tally, Duration length) {
        for (Outcome outcome : Outcome.values()) {
            numbers.put(name + outcome.name().toLowerCase(Locale.ROOT), tally.count(outcome));
        }
        numbers.put(name + "sent", tally.total());
        numbers.put(name + "in-time", tally.inTime());
        numbers.put(name + "goodput", tally.inTime() * 1000.0 / length.toMillis());
        numbers.put(name + "p50", tally.millisAt(50));
        numbers.put(name + "p99", tally.millisAt(99));
        numbers.put(name + "first-untried", tally.firstUntriedMillis());
        numbers.put(name + "last-fresh", tally.lastFreshMillis());
    }
}
