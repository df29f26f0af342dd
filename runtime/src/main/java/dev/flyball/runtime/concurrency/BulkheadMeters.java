package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the gates of one bulkhead count: refusals by reason, and how long calls waited. Belongs to the bulkhead, so that
 * totals live on when a gate is replaced. Calls that are admitted at once touch nothing here.
 */
final class BulkheadMeters {

    private final LongAdder full = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder interrupted = new LongAdder();
    private volatile DurationRecorder waits = DurationRecorder.NONE;

    /**
     * @param policy the word of the policy that refuses
     * @param fullReason its word for having no place
     * @param wait its name for the timer of waits
     */
    void describe(String name, String policy, String fullReason, String wait, MeterVisitor visitor) {
        rejections(name, visitor, policy, fullReason, full);
        rejections(name, visitor, policy, "timeout", timedOut);
        rejections(name, visitor, policy, "interrupted", interrupted);
        waits = visitor.timer(wait, "name", name);
    }

    private static void rejections(String name, MeterVisitor visitor, String policy, String reason, LongAdder count) {
        visitor.counter("rejections", count::sum, "name", name, "policy", policy, "reason", reason);
    }

    /** Calls refused for want of a place. */
    long refused() {
        return full.sum() + timedOut.sum();
    }

    /** Counts an answer to a call that arrived at {@code since}. */
    long counted(long answer, long since, Clock clock) {
        if (answer == Gate.WAITED) {
            waits.record(clock.nanos() - since);
        } else if (answer == Bulkhead.FULL) {
            full.increment();
        } else if (answer == Bulkhead.TIMED_OUT) {
            timedOut.increment();
        } else if (answer == Gate.INTERRUPTED) {
            interrupted.increment();
        }
        return answer;
    }

    /** A turn whose answer is counted on its way. */
    Turn timed(Turn turn, Clock clock) {
        long since = clock.nanos();
        return new Turn() {
            @Override
            public void done(long answer) {
                turn.done(counted(answer, since, clock));
            }

            @Override
            public void onCancel(Runnable leave) {
                turn.onCancel(leave);
            }
        };
    }
}
