package dev.flyball.runtime.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Threads that subscribe, ask, cancel, register, follow and sample at once. */
class PressureStormTest {

    private static final int THREADS = 4;

    /** Sees whether two threads ever talked to it at once, or one said more than was asked for, or went back. */
    private static final class Watchful implements Flow.Subscriber<PressureReading> {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicLong asked = new AtomicLong();
        private final AtomicLong got = new AtomicLong();
        private final AtomicInteger wrongs;
        private final Random random;
        private volatile Flow.Subscription subscription;
        private long last = Long.MIN_VALUE;

        Watchful(AtomicInteger wrongs, long seed) {
            this.wrongs = wrongs;
            this.random = new Random(seed);
        }

        void ask(int n) {
            asked.addAndGet(n);
            subscription.request(n);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(PressureReading reading) {
            boolean alone = inside.incrementAndGet() == 1;
            boolean wanted = got.incrementAndGet() <= asked.get();
            boolean onward = reading.nanos() >= last;
            last = reading.nanos();
            if (!alone || !wanted || !onward) {
                wrongs.incrementAndGet();
            }
            if (random.nextInt(4) == 0) {
                ask(1);
            } else if (random.nextInt(200) == 0) {
                subscription.cancel();
            }
            inside.decrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
            wrongs.incrementAndGet();
        }

        @Override
        public void onComplete() {
            wrongs.incrementAndGet();
        }
    }

    @Test
    void subscribersAreToldOneAtATimeAndNoMoreThanTheyAsked() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        ManualClock clock = new ManualClock(1);
        BackpressureManager manager = new BackpressureManager(
                Clock.system(), new ManualAlarm(clock), executor, new EventBus(), event -> {}, new MeterHub());
        AtomicInteger wrongs = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Future<?> sampler = threads.submit(() -> {
            while (!over.get()) {
                manager.importance("nobody", Importance.MINOR); // so that a reading is taken anew
                manager.reading();
            }
        });
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 1; thread < THREADS; thread++) {
            long seed = thread;
            ends.add(threads.submit(() -> {
                Random random = new Random(seed);
                for (int round = 0; round < 100; round++) {
                    Watchful subscriber = new Watchful(wrongs, seed * 1_000 + round);
                    manager.readings().subscribe(subscriber);
                    for (int i = 0; i < 200; i++) {
                        subscriber.ask(1 + random.nextInt(3));
                    }
                    subscriber.subscription.cancel();
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        over.set(true);
        sampler.get(60, TimeUnit.SECONDS);
        threads.shutdown();
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(wrongs.get()).isZero();
        assertThat(manager.failures()).isZero();
        assertThat(manager.subscribers()).isZero();
    }

    @Test
    void theNewestReadingIsToldHoweverTheOfferMeetsTheEndOfARun() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(1);
        AtomicLong last = new AtomicLong();
        ReadingSubscription subscription = new ReadingSubscription(
                new Flow.Subscriber<PressureReading>() {
                    @Override
                    public void onSubscribe(Flow.Subscription given) {
                        given.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(PressureReading reading) {
                        last.set(reading.nanos());
                    }

                    @Override
                    public void onError(Throwable failure) {}

                    @Override
                    public void onComplete() {}
                },
                executor,
                new LongAdder(),
                gone -> {});
        subscription.begin();
        Random random = new Random(20_261_121L);
        for (long round = 1; round <= 100_000; round++) {
            for (int i = random.nextInt(30); i > 0; i--) {
                Thread.onSpinWait();
            }
            subscription.offer(new PressureReading(0, PressureLevel.NORMAL, "", List.of(), List.of(), round));
            if (round % 4 == 0) {
                awaitLast(last, round);
            }
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitLast(AtomicLong last, long round) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (last.get() != round) {
            assertThat(System.nanoTime()).as("reading %s was never told", round).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void afterFollowersAndWatchersHaveComeAndGoneALimitIsWholeAndNobodyTicks() throws Exception {
        Clock clock = Clock.system();
        ManualAlarm alarm = new ManualAlarm(new ManualClock(1));
        BackpressureManager manager = new BackpressureManager(
                clock, new AlarmThread(clock), Runnable::run, new EventBus(), event -> {}, new MeterHub());
        Bulkhead intake = new Bulkhead("intake", 100, 0, clock, alarm);
        manager.limit("bulkhead.intake", intake);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int seed = thread;
            ends.add(threads.submit(() -> {
                Random random = new Random(seed);
                for (int i = 0; i < 5_000; i++) {
                    String name = "source" + random.nextInt(3);
                    double pressure = random.nextDouble();
                    try (Registration source = manager.register(name, () -> Load.measured(pressure, "storm"));
                            Registration follow = manager.follow("bulkhead.intake", Follow.DEFAULT, name);
                            Registration watch = manager.watch()) {
                        manager.reading();
                        intake.change(100, 0);
                        assertThat(intake.max()).isBetween(10, 100);
                        assertThat(List.of(source, follow, watch)).doesNotContainNull();
                    }
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(intake.max()).isEqualTo(100);
        assertThat(manager.failures()).isZero();
        assertThat(manager.reading().following()).isEmpty();
        assertThat(manager.watchers()).isZero();
    }
}
