package dev.flyball.runtime.status;

import static dev.flyball.runtime.status.Quantity.UNKNOWN;
import static dev.flyball.runtime.status.Quantity.bytes;
import static dev.flyball.runtime.status.Quantity.count;
import static dev.flyball.runtime.status.Quantity.millis;
import static dev.flyball.runtime.status.Quantity.nanos;
import static dev.flyball.runtime.status.Quantity.percent;
import static dev.flyball.runtime.status.Quantity.share;

import dev.flyball.runtime.observe.DurationSummary;
import dev.flyball.runtime.observe.ExecutorMetrics;
import dev.flyball.runtime.observe.MemorySummary;
import dev.flyball.runtime.status.ResourceStatus.Cpu;
import dev.flyball.runtime.status.ResourceStatus.Grant;
import dev.flyball.runtime.status.ResourceStatus.Memory;
import dev.flyball.runtime.status.ResourceStatus.Resources;
import dev.flyball.runtime.status.ResourceStatus.Workers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A status as a page of text: what matters first, a table per list, and no table for what is empty. */
final class StatusPage {

    private final StringBuilder text = new StringBuilder();

    private StatusPage() {}

    static String of(ResourceStatus status) {
        StatusPage page = new StatusPage();
        page.head(status);
        page.resources(status);
        page.knobs(status);
        page.executors(status);
        page.breakers(status);
        page.policies(status);
        page.grants(status);
        page.changes(status);
        page.alerts(status);
        return page.text.toString();
    }

    private void head(ResourceStatus status) {
        Resources now = status.resources();
        Instant taken = Instant.ofEpochMilli(status.takenAtMillis()).truncatedTo(ChronoUnit.SECONDS);
        line("Flyball at " + taken + ": " + now.level()
                + (now.forced() ? ", forced by hand; sensed " + now.computed() : ""));
        line("  resources  " + share(now.pressure()) + ": " + now.reason());
        line("  program    " + share(status.program().pressure()) + ", "
                + status.program().level() + ": " + status.program().reason());
        List<String> more = new ArrayList<>();
        if (now.ageMillis() >= 0) {
            more.add(
                    "read " + millis(now.ageMillis()) + " ago" + (now.source() == null ? "" : " from " + now.source()));
        }
        if (now.easesInMillis() > 0) {
            more.add("eases in " + millis(now.easesInMillis()) + " at the earliest");
        }
        if (now.latched()) {
            more.add("latched: a few calls pass in full to renew the reading");
        }
        if (now.forecast() >= 0) {
            more.add("heading for " + share(now.forecast()));
        }
        if (now.exhaustionSeconds() >= 0) {
            more.add("heap full in " + millis(Math.round(now.exhaustionSeconds() * 1_000)) + " at this rate");
        }
        if (!more.isEmpty()) {
            line("  " + String.join("; ", more));
        }
    }

    private void resources(ResourceStatus status) {
        Cpu cpu = status.cpu();
        Memory memory = status.memory();
        Workers workers = status.workers();
        Columns table = new Columns(true, "resource", "pressure", "in numbers");
        table.row(
                "cpu",
                share(cpu.pressure()),
                cpu.load() < 0
                        ? cpu.processors() + " processors"
                        : percent(cpu.load()) + " of " + cpu.processors() + " processors");
        table.row(
                "memory",
                share(memory.pressure()),
                (memory.live() < 0 ? "" : bytes(memory.live()) + " live, ") + bytes(memory.used()) + " used of "
                        + bytes(memory.max()));
        String running = workers.activeCalls() + " calls running, " + workers.waitingCalls() + " waiting";
        table.row(
                "workers",
                UNKNOWN,
                workers.budget() < 0
                        ? running
                        : running + "; " + count(workers.granted()) + " of " + workers.budget() + " workers granted");
        section(table);
    }

    private void knobs(ResourceStatus status) {
        Columns table = new Columns(false, "degraded", "from", "left");
        status.knobs()
                .forEach(knob -> table.row(
                        knob.name(), knob.since().name(), knob.factor() == 0 ? "left out" : share(knob.factor())));
        section(table);
    }

    private void executors(ResourceStatus status) {
        Columns table = new Columns(
                false,
                "executor",
                "runs",
                "success",
                "failed",
                "refused",
                "degraded",
                "average",
                "p50",
                "p95",
                "p99",
                "max",
                "allocated",
                "peak",
                "breaker");
        for (ExecutorMetrics one : status.executors()) {
            DurationSummary took = one.durations();
            MemorySummary memory = one.memory();
            boolean timed = took.measured() > 0;
            table.row(
                    one.name(),
                    count(one.executions()),
                    one.successRate(),
                    count(one.failures()),
                    count(one.refused()),
                    count(one.degraded()),
                    timed ? nanos(took.averageNanos()) : UNKNOWN,
                    timed ? nanos(took.p50Nanos()) : UNKNOWN,
                    timed ? nanos(took.p95Nanos()) : UNKNOWN,
                    timed ? nanos(took.p99Nanos()) : UNKNOWN,
                    timed ? nanos(took.maxNanos()) : UNKNOWN,
                    memory.measured() > 0 ? bytes(memory.averageBytes()) : UNKNOWN,
                    memory.measured() > 0 ? bytes(memory.peakBytes()) : UNKNOWN,
                    one.breaker() == null ? UNKNOWN : one.breaker());
        }
        section(table);
    }

    private void breakers(ResourceStatus status) {
        Columns table = new Columns(true, "breaker", "state", "failed", "slow", "refused", "why");
        status.breakers()
                .forEach(one -> table.row(
                        one.name(),
                        one.state(),
                        percent(one.failureRate()),
                        percent(one.slowCallRate()),
                        count(one.refused()),
                        one.why()));
        section(table);
    }

    private void policies(ResourceStatus status) {
        Columns table = new Columns(true, "policy", "pressure", "in flight", "of", "waiting", "why");
        status.policies()
                .forEach(one -> table.row(
                        one.name(),
                        share(one.pressure()),
                        count(one.inFlight()),
                        count(one.capacity()),
                        count(one.waiting()),
                        one.reason()));
        section(table);
    }

    private void grants(ResourceStatus status) {
        Columns table = new Columns(false, "allocation", "priority", "memory", "from", "to", "workers", "from", "to");
        for (Grant one : status.grants()) {
            table.row(
                    one.name(),
                    one.priority(),
                    bytes(one.memory()),
                    bytes(one.minMemory()),
                    bytes(one.maxMemory()),
                    count(one.workers()),
                    count(one.minWorkers()),
                    count(one.maxWorkers()));
        }
        section(table);
    }

    private void changes(ResourceStatus status) {
        Columns table = new Columns(true, "change of level", "ago", "from", "to", "pressure", "why");
        status.changes()
                .forEach(one -> table.row(
                        one.name(),
                        millis(one.ageMillis()),
                        one.from(),
                        one.to(),
                        share(one.pressure()),
                        one.reason()));
        section(table);
    }

    private void alerts(ResourceStatus status) {
        if (status.alerts().total() > 0) {
            line("");
            line("alerts: " + status.alerts().total() + ", " + status.alerts().lastHour() + " in the last hour, "
                    + status.alerts().lastDay() + " in the last day; " + severities(status));
            status.alerts().recent().forEach(one -> line("  " + one));
        }
    }

    private static String severities(ResourceStatus status) {
        List<String> words = new ArrayList<>();
        new TreeMap<>(status.alerts().bySeverity()).forEach((severity, count) -> words.add(severity + " " + count));
        return String.join(", ", words);
    }

    private void section(Columns table) {
        if (!table.empty()) {
            line("");
            text.append(table);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
