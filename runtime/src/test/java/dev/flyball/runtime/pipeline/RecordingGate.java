package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.MeterVisitor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gate that writes down what it is asked, and answers what it is told to. */
final class RecordingGate extends Gate {

    static final class Refused extends RefusedException {
        private static final long serialVersionUID = 1L;

        Refused(String method, String gate, long retryAfter) {
            super("[test-refused] " + method + ": " + gate, method, gate, retryAfter);
        }
    }

    private final String name;
    private final List<String> log;
    long answer = ADMITTED;

    @Nullable
    RuntimeException onAdmit;

    @Nullable
    RuntimeException onSettle;

    RecordingGate(String name, List<String> log) {
        super(false, false, false);
        this.name = name;
        this.log = log;
    }

    RecordingGate(String name, List<String> log, boolean timed) {
        super(timed, timed, false);
        this.name = name;
        this.log = log;
    }

    static List<String> log() {
        return new ArrayList<>();
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        if (onAdmit != null) {
            throw onAdmit;
        }
        log.add((answer < 0 ? "refuse " : "admit ") + name + (key == null ? "" : " for " + key));
        return answer;
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
        log.add("settle " + name + " " + note + (failure == null ? "" : " " + failure.getMessage()));
        if (onSettle != null) {
            throw onSettle;
        }
    }

    @Override
    public RefusedException refusal(long refused, String method, @Nullable Object key) {
        return new Refused(method, name, Gate.retryAfter(refused));
    }

    @Override
    public void describe(MeterVisitor visitor) {}

    @Override
    public String policy() {
        return "recording";
    }

    @Override
    public String name() {
        return name;
    }
}
