package dev.flyball.sample.demo;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.flyball.sample.fault.Fault;
import dev.flyball.sample.fault.FaultSchedule;
import dev.flyball.sample.load.Arrivals;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The scenarios, with every number of them. Sized for two cores; nothing here knows which run it is. */
final class Scenarios {

    private static final List<String> CLASSES = List.of(
            "java.lang.String",
            "java.util.HashMap",
            "java.util.ArrayList",
            "java.io.InputStream",
            "java.net.URI",
            "java.time.Duration",
            "java.util.AbstractList",
            "java.lang.Exception",
            "java.util.concurrent.ConcurrentHashMap",
            "java.nio.ByteBuffer");
    private static final List<String> WORDS =
            List.of("map", "hash", "list", "set", "input", "uri", "time", "lock", "path", "stream", "text", "queue");
    private static final List<String> USERS =
            IntStream.range(0, 10).mapToObj(i -> "user-" + i).toList();

    private static final List<String> SEARCHES =
            WORDS.stream().map(word -> "/search?q=" + word).toList();
    private static final List<String> SUGGESTIONS =
            WORDS.stream().map(word -> "/suggest?q=" + word).toList();
    private static final List<String> METHODS = perClass("/methods?module=java.base&name=");
    private static final List<String> PAIRS = CLASSES.stream()
            .map(name -> "/compare?module=java.base&names=java.util.LinkedList," + name)
            .toList();
    private static final String MANY =
            "/compare?module=java.base&names=" + String.join(",", Collections.nCopies(6, String.join(",", CLASSES)));
    private static final List<String> PARENTS = perClass("/parent?module=java.base&name=");
    private static final List<String> DOCS = perClass("/docs?module=java.base&name=");
    private static final List<String> SUBCLASSES = perClass("/subclasses?name=");
    private static final List<String> OVERVIEWS = Stream.of(
                    "java.util", "jdk.internal", "sun.security", "javax.swing", "com.sun.org.apache")
            .map(name -> "/overview?package=" + name)
            .toList();
    private static final List<String> GREPS = Stream.of("null", "open")
            .map(word -> "/grep?modules=java.&regex="
                    + URLEncoder.encode("(?i)[a-z]+ not [a-z]+ " + word, StandardCharsets.UTF_8))
            .toList();

    /** When the database dies, and when it is back. */
    static final Duration OUTAGE_STARTS = ofMillis(500);

    private static final Duration OUTAGE_ENDS = ofMillis(2500);

    /** When the database gets slow, and when it is itself again. */
    static final Duration CRAWL_STARTS = ofMillis(400);

    static final Duration CRAWL_ENDS = ofMillis(2200);

    /** Scans a second. One keeps a processor busy for about 0.2 s. */
    static final int SCANS = 12 * Runtime.getRuntime().availableProcessors();

    private Scenarios() {}

    /** In the order of the work they make, so that the heaviest meet a JVM that is warm. */
    static List<Scenario> all() {
        return List.of(flaky(), stage(), narrow(), outage(), crawl(), flood(), tenants(), scan());
    }

    /** Nothing is wrong, and what is cheap is asked, save suggestions: their limit learns from what it sees. */
    static Scenario rehearsal() {
        Duration length = ofMillis(1500);
        List<String> cheap = Stream.of(SEARCHES, METHODS, PARENTS, SUBCLASSES)
                .flatMap(List::stream)
                .toList();
        return new Scenario(
                "rehearsal",
                "rehearsing",
                length,
                FaultSchedule.of(),
                List.of(new Traffic("users", ofSeconds(2), USERS, cheap, poisson(300, Duration.ZERO, length))));
    }

    /**
     * One client asks far more than its share while the database is slow. What is short is the database: requests are few
     * and slow, so that the processors of a busy machine can do them all.
     */
    static Scenario flood() {
        Duration length = ofMillis(2600);
        return new Scenario(
                "flood",
                "one client floods the search while the database is slow",
                length,
                FaultSchedule.of(Fault.slowDatabase(Duration.ZERO, length, ofMillis(200))),
                List.of(
                        new Traffic("users", ofMillis(500), USERS, SEARCHES, poisson(50, Duration.ZERO, length)),
                        new Traffic(
                                "flood",
                                ofMillis(500),
                                List.of("flooder"),
                                SEARCHES,
                                poisson(300, ofMillis(300), length))));
    }

    /** One client's questions take thirty times as long as the others': each reads sixty files from a slow disk. */
    static Scenario tenants() {
        Duration length = ofMillis(2600);
        return new Scenario(
                "tenants",
                "one client asks what takes long",
                length,
                FaultSchedule.of(Fault.slowDisk(Duration.ZERO, length, ofMillis(15))),
                List.of(
                        new Traffic("users", ofMillis(300), USERS, PAIRS, poisson(80, Duration.ZERO, length)),
                        new Traffic(
                                "slow",
                                ofMillis(2000),
                                List.of("archivist"),
                                List.of(MANY),
                                poisson(100, ofMillis(300), length))));
    }

    /** The database is gone for two seconds; each query hangs until its connect timeout. */
    static Scenario outage() {
        Duration length = ofSeconds(4);
        return new Scenario(
                "outage",
                "the database is dead for 2 s",
                length,
                FaultSchedule.of(Fault.deadDatabase(OUTAGE_STARTS, OUTAGE_ENDS, ofMillis(300))),
                List.of(
                        new Traffic("search", ofMillis(300), USERS, SEARCHES, poisson(240, Duration.ZERO, length)),
                        new Traffic("bystanders", ofMillis(300), USERS, METHODS, poisson(60, Duration.ZERO, length))));
    }

    /** The database is there, but each query takes so long that those who wait for it are soon all threads. */
    static Scenario crawl() {
        Duration length = ofMillis(3300);
        return new Scenario(
                "crawl",
                "each query takes the database 400 ms for a while",
                length,
                FaultSchedule.of(Fault.slowDatabase(CRAWL_STARTS, CRAWL_ENDS, ofMillis(400))),
                List.of(
                        new Traffic("search", ofMillis(300), USERS, SEARCHES, poisson(160, Duration.ZERO, length)),
                        new Traffic("bystanders", ofMillis(300), USERS, METHODS, poisson(60, Duration.ZERO, length))));
    }

    /**
     * More and more questions, each of which holds some memory for as long as a slow disk takes for ten files. Meant for
     * a JVM of its own with a small heap.
     */
    static Scenario squeeze() {
        Duration length = ofSeconds(5);
        return new Scenario(
                "squeeze",
                "memory gets tight",
                length,
                FaultSchedule.of(Fault.slowDisk(Duration.ZERO, length.multipliedBy(10), ofMillis(100))),
                List.of(new Traffic("users", ofMillis(1500), USERS, OVERVIEWS, rising(3, 36, Duration.ZERO, length))));
    }

    /** Regular expressions over every string of the modules java.*: real work, and too much for any number of cores. */
    static Scenario scan() {
        Duration length = ofMillis(2600);
        return new Scenario(
                "scan",
                "expensive queries eat threads and processors",
                length,
                FaultSchedule.of(),
                List.of(
                        new Traffic("scans", ofMillis(2000), USERS, GREPS, poisson(SCANS, ofMillis(200), length)),
                        new Traffic("bystanders", ofMillis(300), USERS, METHODS, poisson(80, Duration.ZERO, length))));
    }

    /** A disk that loses every eighth read; beside it a mirror that bans whoever asks in bursts. */
    static Scenario flaky() {
        Duration length = ofMillis(2400);
        return new Scenario(
                "flaky",
                "the disk loses reads, and the mirror bans bursts",
                length,
                FaultSchedule.of(Fault.flakyDisk(Duration.ZERO, length, 0.12)),
                List.of(
                        new Traffic("methods", ofMillis(300), USERS, METHODS, poisson(100, Duration.ZERO, length)),
                        new Traffic("parents", ofMillis(300), USERS, PARENTS, poisson(100, Duration.ZERO, length)),
                        new Traffic(
                                "docs",
                                ofMillis(1000),
                                USERS,
                                DOCS,
                                random -> Arrivals.bursts(40, ofMillis(800), Duration.ZERO, length))));
    }

    /** More asynchronous work than its four threads can do. */
    static Scenario stage() {
        Duration length = ofSeconds(2);
        return new Scenario(
                "stage",
                "asynchronous work piles up",
                length,
                FaultSchedule.of(Fault.slowDatabase(Duration.ZERO, length, ofMillis(25))),
                List.of(new Traffic("users", ofMillis(250), USERS, SUBCLASSES, poisson(260, Duration.ZERO, length))));
    }

    /** The database loses seven of its eight replicas: as many queries as were fine before are now far too many. */
    static Scenario narrow() {
        Duration length = ofSeconds(5);
        Duration narrows = ofMillis(1500);
        Duration settled = ofMillis(3500);
        Duration query = ofMillis(20);
        return new Scenario(
                "narrow",
                "the database loses 7 of 8 replicas",
                length,
                FaultSchedule.of(
                        Fault.narrowDatabase(Duration.ZERO, narrows, query, 24),
                        Fault.narrowDatabase(narrows, settled, query, 3),
                        Fault.narrowDatabase(settled, length, query, 3)),
                List.of(new Traffic("users", ofMillis(250), USERS, SUGGESTIONS, poisson(400, Duration.ZERO, length))));
    }

    private static Function<Random, long[]> poisson(double perSecond, Duration from, Duration until) {
        return random -> Arrivals.poisson(random, perSecond, from, until);
    }

    private static Function<Random, long[]> rising(double first, double last, Duration from, Duration until) {
        return random -> Arrivals.rising(random, first, last, from, until);
    }

    private static List<String> perClass(String path) {
        return CLASSES.stream().map(name -> path + name).toList();
    }
}
