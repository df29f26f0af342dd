package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program whose database does two things at a time, called by sixteen threads that never tire. */
class AdaptiveIT {

    private static final String SEARCH = """
            package com.acme;

            import dev.flyball.annotation.AdaptiveConcurrency;
            import java.util.concurrent.RejectedExecutionException;
            import java.util.concurrent.Semaphore;
            import java.util.concurrent.atomic.AtomicInteger;

            public class Search {

                private static final long LENGTH = 4_000_000_000L;
                private static final long SETTLED = 3_000_000_000L;

                private final Semaphore database = new Semaphore(2, true);
                private final AtomicInteger inside = new AtomicInteger();
                private final AtomicInteger most = new AtomicInteger();
                private final AtomicInteger found = new AtomicInteger();
                private final AtomicInteger refused = new AtomicInteger();
                private volatile boolean settled;

                @AdaptiveConcurrency(initial = 16)
                String find(String word) throws InterruptedException {
                    int now = inside.incrementAndGet();
                    if (settled) {
                        most.accumulateAndGet(now, Math::max);
                    }
                    try {
                        database.acquire();
                        try {
                            Thread.sleep(5);
                        } finally {
                            database.release();
                        }
                        return word;
                    } finally {
                        inside.decrementAndGet();
                    }
                }

                private void ask(long start) {
                    try {
                        while (System.nanoTime() - start < LENGTH) {
                            try {
                                find("word");
                                found.incrementAndGet();
                            } catch (RejectedExecutionException busy) {
                                refused.incrementAndGet();
                                Thread.sleep(1);
                            }
                            settled = System.nanoTime() - start > SETTLED;
                        }
                    } catch (InterruptedException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }

                public static void main(String[] arguments) throws Exception {
                    Search search = (Search) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
                    long start = System.nanoTime();
                    Thread[] threads = new Thread[16];
                    for (int i = 0; i < threads.length; i++) {
                        threads[i] = new Thread(() -> search.ask(start));
                        threads[i].start();
                    }
                    for (Thread thread : threads) {
                        thread.join();
                    }
                    System.out.println("found " + search.found + ", refused " + search.refused + ", in the end up to "
                            + search.most + " at once");
                }
            }
            """;

    private static final Pattern TOLD =
            Pattern.compile("found (\\d+), refused (\\d+), in the end up to (\\d+) at once");

    @TempDir
    static Path folder;

    static Path plain = Path.of("");
    static Path wrapped = Path.of("");

    /** What one run of the program told. */
    private record Day(int found, int refused, int most) {

        static Day of(Jvm.Ended ended) {
            Matcher told = TOLD.matcher(ended.out());
            assertThat(told.find()).as(ended.all()).isTrue();
            return new Day(
                    Integer.parseInt(told.group(1)), Integer.parseInt(told.group(2)), Integer.parseInt(told.group(3)));
        }
    }

    @BeforeAll
    static void compile() throws IOException {
        plain = Programs.compile(
                folder, List.of("-cp", Programs.annotations().toString()), "com/acme/Search.java=" + SEARCH);
        Processed processed = Processed.of(folder, Map.of("com/acme/Search.java", SEARCH));
        assertThat(processed.messages()).isEmpty();
        wrapped = processed.classes();
    }

    private static Path[] withRuntime(Path classes) {
        return Stream.concat(Stream.of(classes), Stream.of(Programs.runtime())).toArray(Path[]::new);
    }

    private static void cameDown(Day day) {
        assertThat(day.refused()).isPositive();
        assertThat(day.most()).isBetween(1, 11);
        assertThat(day.found()).isPositive();
    }

    @Test
    void ungovernedTheyAllQueueForTheDatabase() {
        Day day = Day.of(Jvm.plain().classPath(plain).run("com.acme.Search", "com.acme.Search"));

        assertThat(day.refused()).isZero();
        assertThat(day.most()).isGreaterThan(12);
    }

    @Test
    void underTheAgentTheLimitComesDownAndTheOthersAreRefused() {
        cameDown(Day.of(Jvm.withAgent().classPath(plain).run("com.acme.Search", "com.acme.Search")));
    }

    @Test
    void theWrapperAgrees() {
        cameDown(
                Day.of(Jvm.plain().classPath(withRuntime(wrapped)).run("com.acme.Search", "com.acme.Search_Governed")));
    }

    @Test
    void configurationHasTheLastWord() {
        Day day = Day.of(Jvm.withAgent()
                .and("-Dflyball.adaptive-concurrency.com.acme.Search.find.max=1")
                .classPath(plain)
                .run("com.acme.Search", "com.acme.Search"));

        assertThat(day.refused()).isPositive();
        assertThat(day.most()).isEqualTo(1);
    }
}
