package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.LiveMemory.Sample;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The circuit breakers of one runtime, all of which hear of live memory each time it was sensed; those without a threshold
 * make nothing of it, until a reload gives them one. Thread-safe; not on the call path.
 */
final class MemoryWatch {

    private final LiveMemory memory;
    private final Set<CircuitBreaker> breakers = ConcurrentHashMap.newKeySet();

    MemoryWatch(LiveMemory memory) {
        this.memory = memory;
    }

    void add(CircuitBreaker breaker) {
        breakers.add(breaker);
    }

    /** Every breaker of the runtime. */
    Set<CircuitBreaker> breakers() {
        return Set.copyOf(breakers);
    }

    /** Shows every breaker the last measurement. */
    void sensed() {
        Sample last = memory.last();
        breakers.forEach(breaker -> breaker.sensed(last));
    }
}
