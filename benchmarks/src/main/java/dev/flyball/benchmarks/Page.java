package dev.flyball.benchmarks;

import static dev.flyball.benchmarks.Subjects.FLOOR;
import static dev.flyball.benchmarks.Subjects.GENERATED;
import static dev.flyball.benchmarks.Subjects.PROGRAMMATIC;
import static dev.flyball.benchmarks.Subjects.WOVEN;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as Markdown: the comparison, the promises, and everything that was measured. */
final class Page {

    private static final String NONE = "–";

    /** What a reader must know to compare fairly. */
    private static final List<String> NOTES = List.of(
            "All breakers' windows are full of good calls. Ours then writes nothing, where the floor and the peers"
                    + " count each call; as long as a failure is in the window, it counts too.",
            "Woven and generated calls are counted and sampled for executor metrics, as they are by default; the"
                    + " floors, but for the last, and the peers measure nothing of the kind.",
            "Resilience4j's retry has neither deadline nor budget, so it reads no clock; ours has both.",
            "What else is not equal stands in the class comment of each peer's benchmark.");

    private final Results results;
    private final Subjects subjects;
    private final StringBuilder text = new StringBuilder();

    private Page(Results results) {
        this.results = results;
        this.subjects = new Subjects(results);
    }

    /** @param circumstances when and where it was measured, in a sentence */
    static String of(Results results, String circumstances) {
        Page page = new Page(results);
        page.line("# What a governed call costs");
        page.line("");
        page.line(circumstances);
        page.line("");
        page.comparison();
        page.metrics();
        page.promises();
        page.everything();
        return page.text.toString();
    }

    private void comparison() {
        line("Nanoseconds per call and thread, all calls admitted; bytes only where something is allocated.");
        line("");
        row(
                "policy",
                "threads",
                "floor",
                "woven",
                "generated",
                "by hand",
                "fastest peer",
                "woven / floor",
                "woven / peer");
        row("---", "--:", "--:", "--:", "--:", "--:", "---", "--:", "--:");
        for (Policy policy : Policy.values()) {
            for (int threads : results.threads()) {
                compare(policy, threads);
            }
        }
        for (int threads : results.threads()) {
            row(
                    "switched off (floor: the plain call)",
                    threads,
                    shown(subjects.plain(threads)),
                    shown(subjects.off(threads)),
                    NONE,
                    NONE,
                    "Spring AOP, empty advice " + shown(results.cost(Subjects.SPRING_AOP, "empty", threads)),
                    NONE,
                    NONE);
        }
        line("");
        NOTES.forEach(note -> line("- " + note));
        line("");
    }

    private void compare(Policy policy, int threads) {
        Optional<Cost> woven = subjects.cost(WOVEN, policy, threads);
        Optional<Cost> floor = subjects.cost(FLOOR, policy, threads);
        Optional<Subjects.Peer> peer = subjects.fastestPeer(policy, threads);
        row(
                policy.words,
                threads,
                shown(floor),
                shown(woven),
                shown(subjects.cost(GENERATED, policy, threads)),
                shown(subjects.cost(PROGRAMMATIC, policy, threads)),
                peer.map(fastest -> fastest.name() + " " + fastest.cost()).orElse(NONE),
                ratio(woven, floor),
                ratio(woven, peer.map(Subjects.Peer::cost)));
    }

    private void metrics() {
        line("## What executor metrics add");
        line("");
        row("policy", "threads", "off", "on", "added");
        row("---", "--:", "--:", "--:", "--:");
        for (Policy policy : Policy.UNMEASURED) {
            for (int threads : results.threads()) {
                Optional<Cost> off = subjects.cost(Subjects.UNMEASURED, policy, threads);
                Optional<Cost> on = subjects.cost(WOVEN, policy, threads);
                row(policy.words, threads, shown(off), shown(on), added(off, on));
            }
        }
        line("");
    }

    private static String added(Optional<Cost> off, Optional<Cost> on) {
        return off.flatMap(without -> on.map(with -> with.nanos() - without.nanos()))
                .map(nanos -> String.format(Locale.ROOT, "%.1f", nanos))
                .orElse(NONE);
    }

    private void promises() {
        List<Bar> bars = Bars.of(subjects, results.threads());
        long met = bars.stream().filter(Bar::met).count();
        line("## The bars: " + met + " of " + bars.size() + " met");
        line("");
        row("woven call", "threads", "measured", "bar", "verdict");
        row("---", "--:", "--:", "--:", "---");
        bars.forEach(
                bar -> row(bar.promise(), bar.threads(), bar.measuredInWords(), bar.limitInWords(), bar.verdict()));
        line("");
    }

    private void everything() {
        line("## Everything measured");
        line("");
        Stream<Object> heads = results.threads().stream().map(count -> count == 1 ? "1 thread" : count + " threads");
        row(Stream.concat(Stream.of("subject", "policy"), heads).toArray());
        row(Stream.concat(Stream.of("---", "---"), results.threads().stream().map(count -> "--:"))
                .toArray());
        results.runs().stream()
                .map(run -> List.of(run.subject(), run.method()))
                .distinct()
                .forEach(one -> row(Stream.concat(
                                one.stream(),
                                results.threads().stream()
                                        .map(count -> shown(results.cost(one.get(0), one.get(1), count))))
                        .toArray()));
    }

    private static String shown(Optional<Cost> cost) {
        return cost.map(Cost::toString).orElse(NONE);
    }

    private static String ratio(Optional<Cost> cost, Optional<Cost> to) {
        return Bars.ratio(cost, to)
                .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                .orElse(NONE);
    }

    private void row(Object... cells) {
        line(Stream.of(cells).map(Object::toString).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
