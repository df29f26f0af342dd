package dev.flyball.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** JMH's JSON, as far as the report reads it, with costs of one's choice. */
final class Runs {

    private final List<String> entries = new ArrayList<>();

    /** One benchmark in one fork of one iteration. */
    Runs run(String subject, String method, int threads, double nanos, double bytes) {
        return forks(subject, method, threads, "[[" + nanos + "]]", bytes);
    }

    /** One benchmark with {@code forks} as JMH writes them: a list of iterations per fork. */
    Runs forks(String subject, String method, int threads, String forks, double bytes) {
        entries.add(String.format(
                Locale.ROOT,
                "{\"benchmark\": \"dev.flyball.benchmarks.%s.%s\", \"threads\": %d,"
                        + " \"primaryMetric\": {\"score\": 0.0, \"scoreError\": \"NaN\", \"rawData\": %s},"
                        + " \"secondaryMetrics\": {\"gc.alloc.rate\": {\"rawData\": [[7.0]]},"
                        + " \"·gc.alloc.rate.norm\": {\"rawData\": [[%s]]}}}",
                subject,
                method,
                threads,
                forks,
                bytes));
        return this;
    }

    String json() {
        return "[" + String.join(",", entries) + "]";
    }

    Results results() {
        return Results.of(List.of(json()));
    }
}
