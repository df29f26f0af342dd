package dev.flyball.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.config.AllocationSettings.ProcessSettings;
import dev.flyball.runtime.config.AllocationSettings.ShareSettings;
import dev.flyball.runtime.config.DegradationSettings.KnobSettings;
import dev.flyball.runtime.config.PressureSettings.FollowSettings;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.Event.ConfigChanged;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Keys that belong to no policy: each reaches its record, or is told to be wrong. */
class SettingsTest {

    private final Program program = new Program();

    private RuntimeSettings settings() {
        ConfigView view = program.load();
        assertThat(Program.texts(view.problems())).isEmpty();
        return view.settings();
    }

    @Test
    void whereNobodySaysAnythingTheTablesDefaultsAreInForce() {
        assertThat(settings())
                .isEqualTo(new RuntimeSettings(
                        new PressureSettings(
                                "CALIBRATED",
                                OptionalLong.empty(),
                                Duration.ofSeconds(1),
                                true,
                                false,
                                Optional.empty(),
                                Map.of(),
                                Map.of()),
                        new DegradationSettings(Map.of()),
                        new AllocationSettings(new ProcessSettings(0.85, 32, 4, OptionalLong.empty()), Map.of()),
                        new AlertSettings(
                                true,
                                List.of("log"),
                                new AlertSettings.WebhookSettings(
                                        Optional.empty(), Optional.empty(), Duration.ofSeconds(10), 5),
                                Map.of()),
                        new RuntimeSettings.MetricsSettings(true),
                        new RuntimeSettings.HealthSettings(false)));
    }

    @Test
    void everyKeyOfPressureReachesItsRecord() {
        program.file(
                "a.conf",
                "flyball.pressure {",
                "  model = plain, max-memory = 512 MiB, sample = 250ms, prediction = off, collect = on, force = High",
                "  importance { search = minor, com.acme.Desk.place = essential }",
                "  follow {",
                "    desk { controllers = [memory, com.acme.Stock.take], from = 0.5, to = 0.9, floor = 0.2, recovery = 1m }",
                "    intake.controllers = process",
                "  }",
                "}");
        assertThat(settings().pressure())
                .isEqualTo(new PressureSettings(
                        "PLAIN",
                        OptionalLong.of(512L << 20),
                        Duration.ofMillis(250),
                        false,
                        true,
                        Optional.of("HIGH"),
                        Map.of("search", "MINOR", "com.acme.Desk.place", "ESSENTIAL"),
                        Map.of(
                                "desk",
                                new FollowSettings(
                                        List.of("memory", "com.acme.Stock.take"), 0.5, 0.9, 0.2, Duration.ofMinutes(1)),
                                "intake",
                                new FollowSettings(List.of("process"), 0.7, 0.95, 0.1, Duration.ofSeconds(30)))));
    }

    @Test
    void everyKeyOfDegradationAndAllocationReachesItsRecord() {
        program.file(
                "a.conf",
                "flyball.degradation {",
                "  reduce-limits { from = elevated, elevated = 0.9, high = 0.7, critical = 0.4, emergency = 0.1 }",
                "  image-quality.from = critical",
                "}",
                "flyball.allocation {",
                "  process { max-cpu = 0.5, max-workers = 8, min-workers = 2, max-memory = 1GB }",
                "  reports { priority = low, min-memory = 1MiB, max-memory = 2MiB }",
                "  com.acme.Orders.place { min-workers = 1, max-workers = 3, memory-intensive = true }",
                "}");
        RuntimeSettings settings = settings();
        assertThat(settings.degradation().knobs())
                .isEqualTo(Map.of(
                        "reduce-limits",
                        new KnobSettings(
                                Optional.of("ELEVATED"),
                                OptionalDouble.of(0.9),
                                OptionalDouble.of(0.7),
                                OptionalDouble.of(0.4),
                                OptionalDouble.of(0.1)),
                        "image-quality",
                        new KnobSettings(
                                Optional.of("CRITICAL"),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty())));
        assertThat(settings.allocation())
                .isEqualTo(new AllocationSettings(
                        new ProcessSettings(0.5, 8, 2, OptionalLong.of(1_000_000_000)),
                        Map.of(
                                "reports",
                                new ShareSettings(
                                        "LOW",
                                        OptionalLong.of(1 << 20),
                                        OptionalLong.of(2 << 20),
                                        0,
                                        OptionalInt.empty(),
                                        false),
                                "com.acme.Orders.place",
                                new ShareSettings(
                                        "NORMAL",
                                        OptionalLong.empty(),
                                        OptionalLong.empty(),
                                        1,
                                        OptionalInt.of(3),
                                        true))));
    }

    @Test
    void everyKeyOfAlertsMetricsAndHealthReachesItsRecord() {
        program.file(
                "a.conf",
                "flyball.alerts {",
                "  enabled = false, channels = [stdout, webhook, pager]",
                "  webhook { url = \"https://example.org/hook\", secret = s3cret, timeout = 2s, tries = 3 }",
                "  pressure-high { enabled = false, severity = error, every = 1m, for = 5s, keep-firing-for = 10s }",
                "  queue-full { channels = [log], threshold = -1.5 }",
                "}",
                "flyball.metrics.executors = off",
                "flyball.health.may-fail = true");
        RuntimeSettings settings = settings();
        AlertSettings.RuleSettings high = new AlertSettings.RuleSettings(
                Optional.of(false),
                Optional.of("ERROR"),
                Optional.of(Duration.ofMinutes(1)),
                Optional.of(Duration.ofSeconds(5)),
                Optional.of(Duration.ofSeconds(10)),
                Optional.empty(),
                OptionalDouble.empty());
        AlertSettings.RuleSettings full = new AlertSettings.RuleSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("log")),
                OptionalDouble.of(-1.5));
        assertThat(settings.alerts())
                .isEqualTo(new AlertSettings(
                        false,
                        List.of("stdout", "webhook", "pager"),
                        new AlertSettings.WebhookSettings(
                                Optional.of("https://example.org/hook"),
                                Optional.of("s3cret"),
                                Duration.ofSeconds(2),
                                3),
                        Map.of("pressure-high", high, "queue-full", full)));
        assertThat(settings.metrics().executors()).isFalse();
        assertThat(settings.health().mayFail()).isTrue();
    }

    @Test
    void propertiesAndVariablesSayTheSame() {
        program.property("flyball.pressure.maxMemory", "64MiB")
                .property("flyball.alerts.memory-high.every", "7m")
                .property("flyball.allocation.com.acme.Orders.place.priority", "high")
                .variable("FLYBALL_PRESSURE_SAMPLE", "2s")
                .variable("FLYBALL_ALERTS_WEBHOOK_URL", "https://example.org")
                .variable("FLYBALL_ALERTS_PRESSURE_HIGH_KEEP_FIRING_FOR", "3s")
                .variable("FLYBALL_DEGRADATION_SKIP_OPTIONAL_FROM", "critical")
                .variable("FLYBALL_ALLOCATION_PROCESS_MAX_WORKERS", "9")
                .variable("FLYBALL_ALLOCATION_BATCH_JOBS_MIN_WORKERS", "2")
                .variable("FLYBALL_ALLOCATION_COM_ACME_ORDERS_PLACE_MAX_WORKERS", "5")
                .variable("FLYBALL_PRESSURE_FOLLOW_DESK_CONTROLLERS", "memory, cpu")
                .variable("FLYBALL_PRESSURE_IMPORTANCE_CIRCUIT_BREAKER_STOCK", "ignored");
        RuntimeSettings settings = settings();
        assertThat(settings.pressure().maxMemory()).hasValue(64L << 20);
        assertThat(settings.pressure().sample()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.pressure().follow().get("desk").controllers()).containsExactly("memory", "cpu");
        assertThat(settings.pressure().importance()).isEqualTo(Map.of("circuit-breaker.stock", "IGNORED"));
        assertThat(settings.alerts().webhook().url()).hasValue("https://example.org");
        assertThat(settings.alerts().rules().get("memory-high").every()).hasValue(Duration.ofMinutes(7));
        assertThat(settings.alerts().rules().get("pressure-high").keepFiringFor())
                .hasValue(Duration.ofSeconds(3));
        assertThat(settings.degradation().knobs().get("skip-optional").from()).hasValue("CRITICAL");
        assertThat(settings.allocation().process().maxWorkers()).isEqualTo(9);
        assertThat(settings.allocation().names().keySet())
                .as("a variable has lost how its name is spelt; another layer knows")
                .containsExactly("batch-jobs", "com.acme.Orders.place");
        ShareSettings place = settings.allocation().names().get("com.acme.Orders.place");
        assertThat(place.priority()).isEqualTo("HIGH");
        assertThat(place.maxWorkers()).hasValue(5);
    }

    @Test
    void aHigherLayerIsBelieved() {
        program.jar("a.jar", "flyball.alerts.flapping { every = 1m, threshold = 3 }")
                .file("a.conf", "flyball.alerts.flapping.every = 2m")
                .property("flyball.alerts.flapping.every", "3m");
        AlertSettings.RuleSettings rule = settings().alerts().rules().get("flapping");
        assertThat(rule.every()).hasValue(Duration.ofMinutes(3));
        assertThat(rule.threshold()).hasValue(3);
    }

    @Test
    void everythingWrongIsListedAtOnceWithFileLineAndWhatWasMeant() {
        program.file(
                "a.conf",
                "flyball.pressure.sample = 1ms",
                "flyball.pressure.model = plian",
                "flyball.presure.model = plain",
                "flyball.pressure.modle = plain",
                "flyball.allocation.reports.max-workerz = 3",
                "flyball.allocation.process.priority = low",
                "flyball.alerts.channels = [log, webhok]",
                "flyball.pressure.follow.desk.controllers = [\"a b\"]",
                "flyball.alerts.webhook.tries = 50",
                "flyball.alerts.webhook.url = \"https://user:pw@example.org\"",
                "flyball.degradation.image-quality.high = 1.5");
        assertThat(program.problems())
                .containsExactlyInAnyOrder(
                        "[out-of-range] flyball.pressure.sample = 1ms (a.conf:1) must be from 50ms to 10s. Fix: choose a"
                                + " value from 50ms to 10s.",
                        "[bad-choice] flyball.pressure.model = plian (a.conf:2) is not one of its words. Fix: did you"
                                + " mean plain?",
                        "[config-unknown-key] flyball.presure.model = plain (a.conf:3) is no key of Flyball. Fix: did"
                                + " you mean pressure.model?",
                        "[config-unknown-key] flyball.pressure.modle = plain (a.conf:4) is no key of Flyball. Fix: did"
                                + " you mean pressure.model?",
                        "[config-unknown-key] flyball.allocation.reports.max-workerz = 3 (a.conf:5) is no key of"
                                + " Flyball. Fix: did you mean allocation.reports.max-workers?",
                        "[config-unknown-key] flyball.allocation.process.priority = low (a.conf:6) is no key of Flyball."
                                + " Fix: write one of allocation.process.max-cpu, allocation.process.max-workers,"
                                + " allocation.process.min-workers, allocation.process.max-memory,"
                                + " allocation.<name>.priority, allocation.<name>.min-memory,"
                                + " allocation.<name>.max-memory, allocation.<name>.min-workers,"
                                + " allocation.<name>.max-workers, allocation.<name>.memory-intensive after flyball.",
                        "[bad-choice] flyball.alerts.channels = log,webhok (a.conf:7) is not one of its words. Fix: did"
                                + " you mean webhook?",
                        "[bad-name] flyball.pressure.follow.desk.controllers = a b (a.conf:8) is no list of names. Fix:"
                                + " write names of letters, digits, _ - and single dots, with commas between them.",
                        "[bad-url] flyball.alerts.webhook.url = *** (a.conf:10) is no address to post to. Fix: write http://"
                                + " or https://, a host and a path, and no user or password.",
                        "[out-of-range] flyball.degradation.image-quality.high = 1.5 (a.conf:11) must be from 0 to 1. Fix:"
                                + " choose a value from 0 to 1.",
                        "[out-of-range] flyball.alerts.webhook.tries = 50 (a.conf:9) must be from 1 to 5. Fix: choose a"
                                + " value from 1 to 5.");
        assertThat(program.load().settings()).isEqualTo(new Program().load().settings());
    }

    @Test
    void whatContradictsGivesWayToTheNextLayer() {
        program.file(
                        "a.conf",
                        "flyball.allocation.process.max-workers = 2",
                        "flyball.allocation.reports { min-memory = 2GiB, max-memory = 1GiB }",
                        "flyball.pressure.follow.desk { controllers = [stock], from = 0.9, to = 0.8 }",
                        "flyball.pressure.follow.stock.controllers = desk",
                        "flyball.pressure.follow.nobody.floor = 0.5",
                        "flyball.alerts.channels = webhook",
                        "flyball.degradation.reduce-limits { high = 0.4, critical = 0.45 }",
                        "flyball.degradation.simplify.emergency = 0.1")
                .jar("a.jar", "flyball.allocation.process.max-workers = 16");
        ConfigView view = program.load();
        assertThat(Program.texts(view.problems()))
                .containsExactly(
                        "[min-above-max] flyball.allocation.process.max-workers = 2 (a.conf:1) does not fit:"
                                + " min-workers = 4 is above max-workers = 2; the next is 16"
                                + " (test:a.jar!/META-INF/flyball.conf:1). Fix: lower min-workers, or raise"
                                + " max-workers.",
                        "[min-above-max] flyball.allocation.reports.min-memory = 2GiB (a.conf:2) does not fit:"
                                + " min-memory = 2GiB is above max-memory = 1GiB; the next is \"\" (built-in). Fix: lower"
                                + " min-memory, or raise max-memory.",
                        "[min-above-max] flyball.pressure.follow.desk.from = 0.9 (a.conf:3) does not fit: from = 0.9 is"
                                + " not below to = 0.8; the next is 0.7 (built-in). Fix: lower from, or raise to.",
                        "[config-follow-circle] flyball.pressure.follow.desk.controllers = stock (a.conf:3) makes desk"
                                + " follow, in the end, itself: held down it refuses more, and would never recover; the"
                                + " next is \"\" (built-in). Fix: name what lies downstream of it.",
                        "[config-follows-nobody] flyball.pressure.follow.nobody.floor = 0.5 (a.conf:5) says how nobody"
                                + " follows pressure, but not whose; the next is 0.1 (built-in). Fix: add"
                                + " flyball.pressure.follow.nobody.controllers, such as process.",
                        "[config-grows-with-pressure] flyball.degradation.reduce-limits.critical = 0.45 (a.conf:7) does"
                                + " not fit: at critical more is left than at high, which is 0.4; the next is 0.5"
                                + " (built-in). Fix: choose at most 0.4.",
                        "[config-grows-with-pressure] flyball.degradation.reduce-limits.high = 0.4 (a.conf:7) does not"
                                + " fit: at critical more is left than at high, which is 0.4; the next is 0.8 (built-in)."
                                + " Fix: choose at least 0.5.",
                        "[config-grows-with-pressure] flyball.degradation.simplify.emergency = 0.1 (a.conf:8) does not"
                                + " fit: at emergency more is left than at elevated, which is 0; the next is 0 (built-in)."
                                + " Fix: choose at most 0.",
                        "[config-webhook-without-url] flyball.alerts.channels = webhook (a.conf:6) names webhook, and"
                                + " nothing says where that is; the next is log (built-in). Fix: set"
                                + " flyball.alerts.webhook.url, or take webhook out.");
        assertThat(view.settings().pressure().follow()).containsOnlyKeys("stock");
        assertThat(view.settings().allocation().process().maxWorkers()).isEqualTo(16);
    }

    @Test
    void whoFollowsItselfIsToldSo() {
        program.property("flyball.pressure.follow.desk.controllers", "memory,desk");
        assertThat(program.problems())
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith("[config-follow-circle] "));
    }

    private final List<Event> events = new ArrayList<>();

    private Configuration start(ManualClock clock) {
        return new Configuration(program.source(), clock, new ManualAlarm(clock), Runnable::run, events::add);
    }

    @Test
    void secretsAreNeverPrinted() {
        ManualClock clock = new ManualClock();
        program.file("a.conf", "flyball.alerts.webhook { url = \"https://example.org/t0ken\", secret = s3cret }");
        Configuration configuration = start(clock);
        assertThat(configuration.explain("alerts.webhook")).isEqualTo("""
                flyball.alerts.webhook.url=*** <- a.conf:1      over "" built-in
                flyball.alerts.webhook.secret=*** <- a.conf:1   over "" built-in
                flyball.alerts.webhook.timeout=10s <- built-in
                flyball.alerts.webhook.tries=5 <- built-in
                """);
        program.otherFile("a.conf", "flyball.alerts.webhook { url = \"https://other.org/t0k3n\", secret = changed }");
        clock.advance(Duration.ofSeconds(6));
        assertThat(events)
                .containsExactly(new ConfigChanged(
                        "configuration",
                        List.of(
                                "flyball.alerts.webhook.url = *** <- a.conf:1, was *** <- a.conf:1",
                                "flyball.alerts.webhook.secret = *** <- a.conf:1, was *** <- a.conf:1")));
        assertThat(configuration.view().settings().toString())
                .contains("url=Optional[***], secret=Optional[***]")
                .doesNotContain("t0k3n", "changed");
        assertThat(configuration.view().settings().alerts().webhook().secret()).hasValue("changed");
    }

    @Test
    void aBadSettingInAChangedFileLeavesTheWholeOldViewInForce() {
        ManualClock clock = new ManualClock();
        program.file("a.conf", "flyball.pressure.sample = 2s");
        Configuration configuration = start(clock);
        List<ConfigView> published = new ArrayList<>();
        configuration.onChange(published::add);
        program.otherFile("a.conf", "flyball.pressure.sample = 3s", "flyball.health.may-fail = perhaps");
        clock.advance(Duration.ofSeconds(6));
        program.otherFile("a.conf", "flyball.pressure.sample = 3s", "flyball.allocation.process.min-workers = 99");
        clock.advance(Duration.ofSeconds(6));
        assertThat(published).isEmpty();
        assertThat(configuration.view().settings().pressure().sample()).isEqualTo(Duration.ofSeconds(2));
        program.otherFile("a.conf", "flyball.pressure.sample = 3s");
        clock.advance(Duration.ofSeconds(6));
        assertThat(published).hasSize(1);
        assertThat(published.get(0).settings().pressure().sample()).isEqualTo(Duration.ofSeconds(3));
        assertThat(events)
                .containsExactly(new ConfigChanged(
                        "configuration", List.of("flyball.pressure.sample = 3s <- a.conf:1, was 2s <- a.conf:1")));
    }

    @Test
    void anOverrideIsHeldToTheSameRules() {
        Configuration configuration = start(new ManualClock());
        configuration.override("flyball.pressure.force", "critical");
        assertThat(configuration.view().settings().pressure().force()).hasValue("CRITICAL");
        assertThatThrownBy(() -> configuration.override("flyball.allocation.process.min-workers", "64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[min-above-max] flyball.allocation.process.min-workers = 64 (override) ");
        configuration.clearOverride("flyball.pressure.force");
        assertThat(configuration.view().settings().pressure().force()).isEmpty();
    }

    @Test
    void settingsAreExplainedByKeyNameOrSection() {
        program.file("a.conf", "flyball.allocation.reports.priority = low", "flyball.metrics.executors = off");
        Configuration configuration = start(new ManualClock());
        assertThat(configuration.explain("")).isEqualTo("""
                flyball.config.files=a.conf <- -Dflyball.config.files  over "" built-in
                flyball.allocation.reports.priority=low <- a.conf:1    over normal built-in
                flyball.metrics.executors=off <- a.conf:2              over on built-in
                """);
        assertThat(configuration.explain("metrics")).startsWith("flyball.metrics.executors=off <- a.conf:2  over on");
        assertThat(configuration.explain("pressure.sample")).isEqualTo("flyball.pressure.sample=1s <- built-in\n");
        assertThat(configuration.explain("reports"))
                .contains("flyball.allocation.reports.min-workers=0 <- built-in")
                .doesNotContain("metrics");
    }

    @Test
    void aRuleThatIsNoneAndAKnobThatIsNearlyOneAreAskedBack() {
        program.file(
                "a.conf",
                "flyball.alerts.presure-high.every = 1m",
                "flyball.alerts.my-own.every = 1m",
                "flyball.degradation.simplfy.from = high",
                "flyball.degradation.image-quality.from = high");
        assertThat(start(new ManualClock()).explain(""))
                .contains("unknown: flyball.alerts.presure-high.every (a.conf:1). Did you mean pressure-high?\n")
                .contains("unknown: flyball.alerts.my-own.every (a.conf:2).\n")
                .contains("unknown: flyball.degradation.simplfy.from (a.conf:3). Did you mean simplify?\n")
                .doesNotContain("unknown: flyball.degradation.image-quality");
    }
}
