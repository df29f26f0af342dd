package dev.flyball.sample.demo;

import static dev.flyball.sample.demo.Scenarios.CRAWL_ENDS;
import static dev.flyball.sample.demo.Scenarios.CRAWL_STARTS;
import static dev.flyball.sample.demo.Scenarios.OUTAGE_STARTS;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The rows of the table with their criteria. Bounds are ratios to the plain run wherever a ratio can tell, and wide: a
 * busy machine must not fail them, a policy that does nothing must.
 */
final class Rows {

    private Rows() {}

    static List<Row> all() {
        return List.of(
                keyedLimit(),
                waitingLimit(),
                breaker(),
                fallback(),
                slowCalls(),
                bulkhead(),
                owners(),
                stage(),
                adaptive(),
                retry(),
                privateStatic(),
                squeeze(),
                indexing());
    }

    static Row keyedLimit() {
        return everywhere(
                "@RateLimited with a @Key",
                "1 client of 11 sends 300 searches a second; each takes the database 200 ms",
                "flood.users",
                run -> text(
                        "flood: %,.0f of %,.0f refused", run.get("flood.flood.refused"), run.get("flood.flood.sent")),
                (plain, governed) -> new Objections()
                        .atLeast(
                                "users' goodput",
                                goodput(governed, "flood.users"),
                                better(1.5, "flood.users", plain, governed))
                        .atLeast(
                                "users served in time",
                                governed.get("flood.users.in-time"),
                                0.8 * governed.get("flood.users.sent"))
                        .atMost("users refused", governed.get("flood.users.refused"), 0)
                        .atLeast(
                                "flood requests refused",
                                governed.get("flood.flood.refused"),
                                0.6 * governed.get("flood.flood.sent"))
                        .sentences());
    }

    static Row waitingLimit() {
        return everywhere(
                "@RateLimited with maxWait",
                "Pages are asked in bursts of 40; the mirror bans who sends over 24 in 100 ms",
                "flaky.docs",
                run -> text("%.0f bans, %.0f pages lost", run.get("flaky.bans"), run.get("flaky.docs.failed")),
                (plain, governed) -> new Objections()
                        .atLeast("bans of the plain run", plain.get("flaky.bans"), 1)
                        .atMost("bans", governed.get("flaky.bans"), 0.25 * plain.get("flaky.bans"))
                        .atMost("pages lost", governed.get("flaky.docs.failed"), 0.25 * plain.get("flaky.docs.failed"))
                        .atLeast("goodput", goodput(governed, "flaky.docs"), better(1.3, "flaky.docs", plain, governed))
                        .sentences());
    }

    static Row breaker() {
        return everywhere(
                "@CircuitBreaker",
                "The database is dead for 2 s and hangs each query for 300 ms; shown: requests that never need it",
                "outage.bystanders",
                Rows::outageStory,
                (plain, governed) -> new Objections()
                        .atMost(
                                "queries into the dead database",
                                governed.get("outage.dead-queries"),
                                0.5 * plain.get("outage.dead-queries"))
                        .atLeast("milliseconds until it opened", openedAfter(governed, "outage", OUTAGE_STARTS), 0)
                        .atMost("milliseconds until it opened", openedAfter(governed, "outage", OUTAGE_STARTS), 1000)
                        .atLeast(
                                "milliseconds of the last fresh answer", governed.get("outage.search.last-fresh"), 3500)
                        .atLeast(
                                "bystanders' goodput",
                                goodput(governed, "outage.bystanders"),
                                better(1.2, "outage.bystanders", plain, governed))
                        .atMost(
                                "bystanders' p99",
                                governed.get("outage.bystanders.p99"),
                                0.7 * plain.get("outage.bystanders.p99"))
                        .sentences());
    }

    static Row fallback() {
        return everywhere(
                "fallback = \"lastKnown\"",
                "The same outage; shown: the searches that need the database",
                "outage.search",
                run -> text("%.0f errors, %.0f stale answers", run.get("outage.search.failed"), stale(run)),
                (plain, governed) -> new Objections()
                        .atLeast(
                                "errors of the plain run",
                                plain.get("outage.search.failed"),
                                0.1 * plain.get("outage.search.sent"))
                        .atMost("errors", governed.get("outage.search.failed"), 0)
                        .atLeast("stale answers", stale(governed), 0.2 * governed.get("outage.search.sent"))
                        .atLeast(
                                "goodput",
                                goodput(governed, "outage.search"),
                                better(1.3, "outage.search", plain, governed))
                        .sentences());
    }

    static Row slowCalls() {
        return everywhere(
                "@CircuitBreaker with slowCallDuration",
                "For 1.8 s the database answers, but each query takes it 400 ms; shown: requests that never need it",
                "crawl.bystanders",
                Rows::crawlStory,
                (plain, governed) -> new Objections()
                        .atMost("slow queries", governed.get("crawl.queries"), 0.7 * plain.get("crawl.queries"))
                        .atLeast("milliseconds until it opened", openedAfter(governed, "crawl", CRAWL_STARTS), 0)
                        .atMost("milliseconds until it opened", openedAfter(governed, "crawl", CRAWL_STARTS), 1200)
                        .atLeast(
                                "milliseconds of the last fresh answer",
                                governed.get("crawl.search.last-fresh"),
                                CRAWL_ENDS.toMillis() + 700.0)
                        .atLeast(
                                "bystanders' goodput",
                                goodput(governed, "crawl.bystanders"),
                                better(1.2, "crawl.bystanders", plain, governed))
                        .atMost(
                                "bystanders' p99",
                                governed.get("crawl.bystanders.p99"),
                                0.7 * plain.get("crawl.bystanders.p99"))
                        .atLeast(
                                "searches answered in time",
                                goodput(governed, "crawl.search"),
                                better(1.3, "crawl.search", plain, governed))
                        .sentences());
    }

    static Row bulkhead() {
        return everywhere(
                "@Bulkhead",
                Scenarios.SCANS
                        + " regex scans of all strings a second, far more than the processors can do; shown: other"
                        + " requests",
                "scan.bystanders",
                run -> text(
                        "scans: %.0f done, %.0f refused, %.0f timed out",
                        run.get("scan.scans.fresh"),
                        run.get("scan.scans.refused"),
                        run.get("scan.scans.failed") + run.get("scan.scans.lost")),
                (plain, governed) -> new Objections()
                        .atLeast(
                                "bystanders' goodput",
                                goodput(governed, "scan.bystanders"),
                                better(1.2, "scan.bystanders", plain, governed))
                        .atMost(
                                "bystanders' p99",
                                governed.get("scan.bystanders.p99"),
                                0.5 * plain.get("scan.bystanders.p99"))
                        .atLeast("scans done", governed.get("scan.scans.fresh"), 1)
                        .atLeast("scans refused", governed.get("scan.scans.refused"), 1)
                        .sentences());
    }

    static Row owners() {
        return everywhere(
                "@Bulkhead with perOwner",
                "1 client of 11 asks 100 questions a second that take 1 s each of a slow disk; shown: the others",
                "tenants.users",
                run -> text(
                        "slow ones: %.0f done, %.0f refused, %.0f timed out",
                        run.get("tenants.slow.fresh"),
                        run.get("tenants.slow.refused"),
                        run.get("tenants.slow.failed") + run.get("tenants.slow.lost")),
                (plain, governed) -> new Objections()
                        .atLeast(
                                "the others' goodput",
                                goodput(governed, "tenants.users"),
                                better(1.3, "tenants.users", plain, governed))
                        .atLeast(
                                "the others served in time",
                                governed.get("tenants.users.in-time"),
                                0.8 * governed.get("tenants.users.sent"))
                        .atMost("the others refused", governed.get("tenants.users.refused"), 0)
                        .atLeast("slow questions answered", governed.get("tenants.slow.fresh"), 1)
                        .atLeast(
                                "slow questions refused",
                                governed.get("tenants.slow.refused"),
                                0.5 * governed.get("tenants.slow.sent"))
                        .sentences());
    }

    static Row stage() {
        return everywhere(
                "@Bulkhead on a CompletionStage",
                "260 async lookups a second on 4 threads that can do 160",
                "stage.users",
                run -> text(
                        "backlog up to %.0f, %.0f refused", run.get("stage.backlog"), run.get("stage.users.refused")),
                (plain, governed) -> new Objections()
                        .atMost(
                                "the backlog",
                                governed.get("stage.backlog"),
                                8 + World.WORKERS) // 8 admitted, 4 finishing
                        .atLeast(
                                "goodput",
                                goodput(governed, "stage.users"),
                                better(1.3, "stage.users", plain, governed))
                        .atMost("p99", governed.get("stage.users.p99"), 0.6 * plain.get("stage.users.p99"))
                        .sentences());
    }

    static Row adaptive() {
        return everywhere(
                "@AdaptiveConcurrency",
                "400 suggestions a second; after 1.5 s the database can do 150 instead of 1,200",
                "narrow.users",
                run -> text(
                        "at once: up to %.0f, then %.0f; %.0f refused",
                        run.get("narrow.at-once-at-first"),
                        run.get("narrow.at-once-at-last"),
                        run.get("narrow.users.refused")),
                (plain, governed) -> new Objections()
                        .atLeast(
                                "goodput",
                                goodput(governed, "narrow.users"),
                                better(1.2, "narrow.users", plain, governed))
                        .atMost("p99", governed.get("narrow.users.p99"), 0.5 * plain.get("narrow.users.p99"))
                        .atMost(
                                "queries at once in the end",
                                governed.get("narrow.at-once-at-last"),
                                0.6 * plain.get("narrow.at-once-at-last"))
                        .atLeast("refused", governed.get("narrow.users.refused"), 1)
                        .sentences());
    }

    static Row retry() {
        return everywhere(
                "@Retry",
                "The disk loses 12 % of all reads",
                "flaky.methods",
                run -> errors(run, "flaky.methods"),
                (plain, governed) -> retried("flaky.methods", plain, governed));
    }

    static Row privateStatic() {
        return new Row(
                "@Retry on a private static method",
                "The same disk, read where nothing can be overridden or proxied",
                "flaky.parents",
                run -> errors(run, "flaky.parents"),
                (plain, governed) -> retried("flaky.parents", plain, governed),
                Row.Governs.AGENT_ONLY);
    }

    static Row squeeze() {
        return everywhere(
                "@Degradable and Degradation",
                "Questions that hold 2.6 MB for a second each come faster and faster, up to 36 a second, to a JVM with "
                        + SmallJvm.HEAP_MEGABYTES
                        + " MB of heap",
                "squeeze.users",
                Rows::squeezeStory,
                (plain, governed) -> new Objections()
                        .atMost("deaths for want of memory", died(governed) ? 1 : 0, 0)
                        .atLeast(
                                "goodput",
                                goodput(governed, "squeeze.users"),
                                better(1.5, "squeeze.users", plain, governed))
                        .atLeast(
                                "answered in time",
                                governed.get("squeeze.users.in-time"),
                                0.8 * governed.get("squeeze.users.sent"))
                        .atLeast(
                                "smaller answers",
                                governed.get("squeeze.users.reduced"),
                                0.2 * governed.get("squeeze.users.sent"))
                        .sentences());
    }

    static Row indexing() {
        return everywhere(
                "Bounded.process",
                "All classes of java.base are read on every processor and written by one thread; plain: each is"
                        + " submitted to an executor at once",
                "",
                run -> text(
                        "up to %,.0f classes on their way, %.0f MB live halfway, %.1f s",
                        run.get("indexing.peak"), run.get("indexing.heap"), run.get("indexing.millis") / 1000),
                (plain, governed) -> new Objections()
                        .atLeast("classes", governed.get("indexing.classes"), plain.get("indexing.classes"))
                        .atMost("classes on their way", governed.get("indexing.peak"), 0.1 * plain.get("indexing.peak"))
                        // half a second's work: a neighbour's moment on the processors may double it
                        .atMost(
                                "milliseconds",
                                governed.get("indexing.millis"),
                                2 * plain.get("indexing.millis") + 1000)
                        .sentences());
    }

    private static Row everywhere(
            String policy, String trouble, String group, Function<Numbers, String> story, Row.Criterion criterion) {
        return new Row(policy, trouble, group, story, criterion, Row.Governs.EVERYWHERE);
    }

    private static List<String> retried(String group, Numbers plain, Numbers governed) {
        double plainErrors = plain.get(group + ".failed");
        return new Objections()
                .atLeast("errors of the plain run", plainErrors, 0.05 * plain.get(group + ".sent"))
                .atMost("errors", governed.get(group + ".failed"), 0.2 * plainErrors)
                .atMost("reads in all, retries included", governed.get("flaky.reads"), 1.5 * plain.get("flaky.reads"))
                .sentences();
    }

    private static String outageStory(Numbers run) {
        return text("%.0f queries hung", run.get("outage.dead-queries")) + opened(run, "outage", OUTAGE_STARTS);
    }

    private static String crawlStory(Numbers run) {
        return text("%.0f slow queries", run.get("crawl.queries"))
                + opened(run, "crawl", CRAWL_STARTS)
                + text("; searches in time: %.0f/s", goodput(run, "crawl.search"));
    }

    private static String squeezeStory(Numbers run) {
        String answers = text(
                "%.0f whole and %.0f smaller answers to %.0f questions",
                run.get("squeeze.users.fresh"), run.get("squeeze.users.reduced"), run.get("squeeze.users.sent"));
        return died(run) ? text("out of memory after %.1f s: ", run.get("squeeze.died") / 1000) + answers : answers;
    }

    private static boolean died(Numbers run) {
        return run.get("squeeze.died") >= 0;
    }

    private static String opened(Numbers run, String scenario, Duration trouble) {
        double after = openedAfter(run, scenario, trouble);
        return after < 0 ? "" : text(", open after %.1f s", after / 1000);
    }

    /** Milliseconds from the start of trouble to the first answer given without asking the database; below 0: never. */
    private static double openedAfter(Numbers run, String scenario, Duration trouble) {
        double first = run.get(scenario + ".search.first-untried");
        return first < 0 ? -1 : first - trouble.toMillis();
    }

    private static String errors(Numbers run, String group) {
        return text("%.0f errors in %.0f requests", run.get(group + ".failed"), run.get(group + ".sent"));
    }

    private static double stale(Numbers run) {
        return run.get("outage.search.stale") + run.get("outage.search.stale_untried");
    }

    /**
     * So many times the plain run's goodput, but no more than nearly all that was asked for; a plain run that served that
     * already met no trouble, and shows nothing.
     */
    private static double better(double times, String group, Numbers plain, Numbers governed) {
        double inTime = governed.get(group + ".in-time");
        double nearlyAll = inTime == 0
                ? Double.MAX_VALUE
                : 0.95 * goodput(governed, group) * governed.get(group + ".sent") / inTime;
        double more = times * goodput(plain, group);
        return goodput(plain, group) < nearlyAll ? Math.min(more, nearlyAll) : more;
    }

    private static double goodput(Numbers run, String group) {
        return run.get(group + ".goodput");
    }

    private static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
