package dev.flyball.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.Event.BreakerTransition;
import dev.flyball.runtime.observe.Event.Rejected;
import dev.flyball.runtime.observe.EventBus.Subscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventBusTest {

    private final AtomicInteger started = new AtomicInteger();

    /** Its thread does nothing; the test delivers. */
    private final EventBus bus = new EventBus(work -> {
        started.incrementAndGet();
        return new Thread(() -> {});
    });

    private static Event rejected(String reason) {
        return new Rejected("a", "bulkhead", reason, "Desk.place");
    }

    @Test
    void noThreadStartsBeforeTheFirstSubscriber() {
        bus.emit(rejected("full"));
        assertThat(started).hasValue(0);
        bus.on(Event.class, event -> {});
        bus.on(Event.class, event -> {});
        assertThat(started).hasValue(1);
    }

    @Test
    void aSubscriberHearsOnlyOfItsTypeInOrder() {
        List<Event> heard = new ArrayList<>();
        bus.on(Rejected.class, heard::add);
        bus.emit(rejected("1"));
        bus.emit(new BreakerTransition("a", "closed", "open", "auto"));
        bus.emit(rejected("2"));
        bus.deliver();
        assertThat(heard).containsExactly(rejected("1"), rejected("2"));
    }

    @Test
    void aSlowSubscriberLosesTheOldestAndItIsCounted() {
        List<Event> heard = new ArrayList<>();
        bus.on(Rejected.class, heard::add);
        for (int i = 0; i < 1027; i++) {
            bus.emit(rejected("" + i));
        }
        bus.deliver();
        assertThat(heard).hasSize(1024);
        assertThat(heard.get(0)).isEqualTo(rejected("3"));
        assertThat(bus.dropped()).isEqualTo(3);
    }

    @Test
    void aSubscriberThatThrowsIsCountedAndKeptAndHarmsNoOther() {
        List<Event> heard = new ArrayList<>();
        bus.on(Event.class, event -> {
            throw new AssertionError("listener");
        });
        bus.on(Event.class, heard::add);
        bus.emit(rejected("1"));
        bus.emit(rejected("2"));
        bus.deliver();
        assertThat(heard).hasSize(2);
        assertThat(bus.failed()).isEqualTo(2);
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() {
        List<Event> heard = new ArrayList<>();
        Subscription subscription = bus.on(Event.class, heard::add);
        subscription.close();
        bus.emit(rejected("1"));
        bus.deliver();
        assertThat(heard).isEmpty();
    }

    @Test
    void itsOwnThreadDeliversEveryEventOfManyEmittersAndEndsWithTheLastSubscription() throws InterruptedException {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        EventBus live = new EventBus(work -> {
            Thread thread = new Thread(work, "test-events");
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        });
        CountDownLatch all = new CountDownLatch(1000);
        Subscription subscription = live.on(Rejected.class, event -> all.countDown());
        List<Thread> emitters = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread emitter = new Thread(() -> {
                for (int i = 0; i < 250; i++) {
                    live.emit(rejected("" + i));
                }
            });
            emitter.start();
            emitters.add(emitter);
        }
        for (Thread emitter : emitters) {
            emitter.join();
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        subscription.close();
        threads.get(0).join(20_000);
        assertThat(threads.get(0).isAlive()).isFalse();
        CountDownLatch again = new CountDownLatch(1);
        live.on(Rejected.class, event -> again.countDown());
        live.emit(rejected("again"));
        assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(threads).hasSize(2);
    }
}
