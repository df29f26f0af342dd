package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the gates of one rate limit count: refusals by reason, and how long calls waited. Belongs to the limit, so that
 * totals live on when a gate is replaced. Calls that are admitted at once touch nothing here.
 */
final class RateMeters {

    private final LongAdder spent = new LongAdder();
    private final LongAdder interrupted = new LongAdder();
    private volatile DurationRecorder waits = DurationRecorder.NONE;

    void describe(String name, MeterVisitor visitor) {
        String policy = "rate-limited";
        visitor.counter("rejections", spent::sum, "name", name, "policy", policy, "reason", "spent");
        visitor.counter("rejections", interrupted::sum, "name", name, "policy", policy, "reason", "interrupted");
        waits = visitor.timer("rate.limit.wait", "name", name);
    }

    /** Calls refused for want of a permit. */
    long spent() {
        return spent.sum();
    }

    /** Counts a final answer to a call that arrived at {@code since}. */
    long counted(long answer, long since, Clock clock) {
        if (answer == Gate.WAITED) {
            waits.record(clock.nanos() - since);
        }
        return refused(answer);
    }

    /** Counts an answer if it refuses. */
    long refused(long answer) {
        if (answer == Gate.INTERRUPTED) {
            interrupted.increment();
        } else if (answer < 0 && answer != Gate.PENDING) {
            spent.increment();
        }
        return answer;
    }

    /** A turn whose answer is counted on its way. */
    Turn timed(Turn turn, long since, Clock clock) {
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
