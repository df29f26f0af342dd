package dev.flyball.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * The costs that JMH measured, by subject, method and number of threads. A benchmark that ran several times counts with
 * the median of its forks, and a fork with the median of its iterations: neighbours on the machine make outliers, in one
 * direction only.
 */
final class Results {

    /** Whose method, in how many threads; {@code subject} is {@code package.Class} below this package. */
    record Run(String subject, String method, int threads) {}

    private static final String HERE = Results.class.getPackageName() + ".";

    private final Map<Run, List<Double>> nanos = new LinkedHashMap<>();
    private final Map<Run, List<Double>> bytes = new LinkedHashMap<>();

    private Results() {}

    /** What stands in these texts, each a file that JMH wrote with {@code -rf json}. */
    static Results of(Collection<String> files) {
        Results results = new Results();
        files.forEach(results::read);
        return results;
    }

    private void read(String json) {
        // The parser wants an object on top, and JMH writes a list.
        Config file = ConfigFactory.parseString(
                "{\"runs\":" + json + "}", ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
        for (Config entry : file.getConfigList("runs")) {
            Run run = run(entry.getString("benchmark"), entry.getInt("threads"));
            add(nanos, run, entry.getConfig("primaryMetric"));
            Config secondary = entry.getConfig("secondaryMetrics");
            secondary.root().keySet().stream()
                    .filter(name -> name.endsWith("gc.alloc.rate.norm"))
                    .forEach(name -> add(bytes, run, secondary.getConfig("\"" + name + "\"")));
        }
    }

    private static Run run(String benchmark, int threads) {
        String name = benchmark.startsWith(HERE) ? benchmark.substring(HERE.length()) : benchmark;
        int dot = name.lastIndexOf('.');
        return new Run(name.substring(0, dot), name.substring(dot + 1), threads);
    }

    private static void add(Map<Run, List<Double>> to, Run run, Config metric) {
        for (List<?> fork : metric.getList("rawData").unwrapped().stream()
                .map(iterations -> (List<?>) iterations)
                .toList()) {
            List<Double> values =
                    fork.stream().map(value -> ((Number) value).doubleValue()).toList();
            to.computeIfAbsent(run, fresh -> new ArrayList<>()).add(median(values));
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The cost of a benchmark, if it ran. */
    Optional<Cost> cost(String subject, String method, int threads) {
        Run run = new Run(subject, method, threads);
        return Optional.ofNullable(nanos.get(run))
                .map(times -> new Cost(median(times), median(bytes.getOrDefault(run, List.of(0.0)))));
    }

    /** Everything that ran, in order. */
    Collection<Run> runs() {
        return nanos.keySet();
    }

    /** The numbers of threads that anything ran in. */
    Collection<Integer> threads() {
        Collection<Integer> found = new TreeSet<>();
        nanos.keySet().forEach(run -> found.add(run.threads()));
        return found;
    }

    /** How many forks the most thorough benchmark had. */
    OptionalInt forks() {
        return nanos.values().stream().mapToInt(List::size).max();
    }
}
