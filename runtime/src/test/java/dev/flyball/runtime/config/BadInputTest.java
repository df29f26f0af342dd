package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.Program.pay;
import static dev.flyball.runtime.config.Program.policy;
import static dev.flyball.runtime.config.Program.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import org.junit.jupiter.api.Test;

class BadInputTest {

    private final Program program = new Program();

    private static final PolicyPlan BREAKER = policy(PolicyKind.CIRCUIT_BREAKER, "payments");

    private Sourced value(String attribute) {
        return program.load().plan(pay(BREAKER)).policies().get(0).value(attribute);
    }

    @Test
    void aBareNumberIsNoDurationAndTheNextLayersValueStaysInForce() {
        program.file("a.conf", "flyball.circuit-breaker {", "  payments {", "    open-for = 10", "  }", "}")
                .jar("a.jar", "flyball.circuit-breaker.payments.open-for = 7s");
        assertThat(program.problems())
                .containsExactly(
                        "[bad-duration] flyball.circuit-breaker.payments.open-for = 10 (a.conf:3) is no duration."
                                + " Fix: write a number and a unit ns, us, ms, s, m, h or d, such as \"250ms\" or \"10s\".");
        assertThat(value("openFor").value()).isEqualTo("7s");
    }

    @Test
    void aValueOutOfRangeIsListedWithItsRange() {
        program.property("flyball.circuit-breaker.payments.probes", "0");
        assertThat(program.problems())
                .containsExactly("[out-of-range] flyball.circuit-breaker.payments.probes = 0"
                        + " (-Dflyball.circuit-breaker.payments.probes) must be from 1 to 1000. Fix: choose a value from 1"
                        + " to 1000.");
    }

    @Test
    void aMisspeltAttributeIsAskedBack() {
        program.file("a.conf", "", "", "flyball.circuit-breaker.payments.opne-for = 10s");
        assertThat(program.problems())
                .containsExactly("[config-unknown-key] flyball.circuit-breaker.payments.opne-for = 10s (a.conf:3) is no"
                        + " attribute of circuit-breaker. Fix: did you mean open-for?");
    }

    @Test
    void theSameWordsReorderedAreAskedBack() {
        program.property("flyball.circuit-breaker.payments.duration-slow-call", "1s");
        assertThat(program.problems().get(0)).endsWith("Fix: did you mean slow-call-duration?");
        program.properties.clear();
        program.property("flyball.breaker-circuit.payments.open-for", "1s");
        assertThat(program.problems())
                .containsExactly("[config-unknown-key] flyball.breaker-circuit.payments.open-for = 1s"
                        + " (-Dflyball.breaker-circuit.payments.open-for) is no key of Flyball. Fix: did you mean"
                        + " circuit-breaker?");
    }

    @Test
    void aPolicyKeyWithoutAnInstanceSaysHowToWriteOne() {
        program.file("a.conf", "flyball.bulkhead.max = 3");
        assertThat(program.problems())
                .containsExactly(
                        "[config-unknown-key] flyball.bulkhead.max = 3 (a.conf:1) names no instance. Fix: write"
                                + " flyball.bulkhead.<name>.<attribute>, with default for every instance.");
    }

    @Test
    void whatHasNoEngineYetSaysSo() {
        program.file(
                "a.conf",
                "flyball.rules = [ { match = \"com.acme.**\", bulkhead { max = 8 } } ]",
                "flyball.pooled.payments.timeout = 2s",
                "flyball.console.token = \"t0ps3cret\"");
        assertThat(program.problems())
                .hasSize(3)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("[config-not-built] flyball.rules = ")
                        .endsWith("(a.conf:1) rules is not built yet, so this has no effect. Fix: take it out."))
                .anySatisfy(text -> assertThat(text)
                        .isEqualTo("[config-not-built] flyball.pooled.payments.timeout = 2s (a.conf:2) pooled is not"
                                + " built yet, so this has no effect. Fix: take it out; an executor of your own works,"
                                + " with @Bulkhead on the method it runs."))
                .anySatisfy(text -> assertThat(text).contains("flyball.console.token = *** (a.conf:3)"));
    }

    @Test
    void theAgentsSwitchesAreTheAgentsBusiness() {
        program.property("flyball.agent.debug", "true").variable("FLYBALL_AGENT_DEBUG", "true");
        assertThat(program.problems()).isEmpty();
    }

    @Test
    void aKeyOutsideFlyballIsToldApart() {
        program.file("a.conf", "flybal.enabled = false");
        assertThat(program.problems())
                .containsExactly(
                        "[config-unknown-key] a.conf:1 has the key flybal, and everything stands under flyball."
                                + " Fix: did you mean flyball?");
    }

    @Test
    void aKeyThatDecidesWhichFilesAreReadCannotStandInOne() {
        program.file("a.conf", "flyball.config.poll = 1s");
        assertThat(program.problems())
                .containsExactly(
                        "[config-too-late] flyball.config.poll = 1s (a.conf:1) decides how files are read, so it"
                                + " is too late to say it here. Fix: set it as a system property -Dflyball.config.poll or in the"
                                + " environment as FLYBALL_CONFIG_POLL.");
    }

    @Test
    void anUnknownVariableIsAskedBack() {
        program.variable("FLYBALL_ENABLE", "false").variable("FLYBALL_TURBO", "on");
        assertThat(program.problems())
                .containsExactly(
                        "[config-unknown-key] FLYBALL_ENABLE = false (environment) stands for no key of Flyball. Fix: did"
                                + " you mean FLYBALL_ENABLED?",
                        "[config-unknown-key] FLYBALL_TURBO = on (environment) stands for no key of Flyball. Fix: write"
                                + " FLYBALL_<POLICY>_<NAME>_<ATTRIBUTE>, such as"
                                + " FLYBALL_CIRCUIT_BREAKER_PAYMENTS_OPEN_FOR.");
    }

    @Test
    void aVariableThatFitsTwoInstancesCountsForTheFirst() {
        program.variable("FLYBALL_CIRCUIT_BREAKER_PAY_MENTS_PROBES", "7");
        ConfigView view = program.load();
        assertThat(view.problems()).isEmpty();
        Planned first = view.plan(pay(policy(PolicyKind.CIRCUIT_BREAKER, "pay-ments")));
        Planned second = view.plan(pay(policy(PolicyKind.CIRCUIT_BREAKER, "pay.ments")));
        assertThat(first.effective().policies().get(0).attribute("probes")).isEqualTo("7");
        assertThat(second.effective().policies().get(0).attribute("probes")).isEqualTo("5");
        assertThat(texts(second.problems()))
                .containsExactly(
                        "[config-ambiguous] FLYBALL_CIRCUIT_BREAKER_PAY_MENTS_PROBES = 7 (environment) stands for"
                                + " both flyball.circuit-breaker.pay-ments.probes and flyball.circuit-breaker.pay.ments.probes,"
                                + " and counts for the first only. Fix: set one of them as a system property or in a file.");
    }

    @Test
    void twoResourcesThatDisagreeBothLose() {
        program.jar("a.jar", "flyball.circuit-breaker.payments { open-for = 1s, probes = 7 }")
                .jar("b.jar", "flyball.circuit-breaker.payments { open-for = 2s, probes = 7 }");
        assertThat(program.problems())
                .containsExactly("[config-disagreement] flyball.circuit-breaker.payments.open-for = 2s"
                        + " (test:b.jar!/META-INF/flyball.conf:1) is 1s in test:a.jar!/META-INF/flyball.conf:1, so neither"
                        + " counts. Fix: set it in a file of flyball.config.files.");
        assertThat(value("openFor")).hasToString("10s <- built-in");
        assertThat(value("probes").value()).isEqualTo("7");
    }

    @Test
    void twoSpellingsOfAKeyInOneFileBothLose() {
        program.file("a.conf", "flyball.circuit-breaker.payments { open-for = 1s }")
                .file(
                        "b.conf",
                        "flyball.circuit-breaker.payments.open-for = 2s",
                        "flyball.circuit-breaker.payments.openFor = 3s");
        assertThat(program.problems())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("[config-twice] flyball.circuit-breaker.payments.open")
                        .endsWith(", so neither counts. Fix: write it once."));
        assertThat(value("openFor").value()).isEqualTo("1s");
    }

    @Test
    void aMissingFileIsToldWithWhoNamedIt() {
        program.property("flyball.config.files", "gone.conf");
        assertThat(program.problems())
                .containsExactly(
                        "[config-file] gone.conf is among flyball.config.files (-Dflyball.config.files) but does"
                                + " not exist. Fix: name files that can be read, separated by commas.");
    }

    @Test
    void aSyntaxErrorHasItsLine() {
        program.file("a.conf", "flyball {", "  enabled = {", "");
        assertThat(program.problems())
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith("[config-syntax] a.conf:3 cannot be read: "));
    }

    @Test
    void attributesThatContradictEachOtherGiveWayToTheNextLayer() {
        program.property("flyball.circuit-breaker.payments.open-for", "10m")
                .file("a.conf", "flyball.circuit-breaker.payments.open-for = 30s");
        PolicyPlan growing = policy(PolicyKind.CIRCUIT_BREAKER, "payments", "openForFactor", "2");
        Planned planned = program.load().plan(pay(growing));
        assertThat(texts(planned.problems()))
                .containsExactly(
                        "[conflicting-attributes] flyball.circuit-breaker.payments.open-for = 10m"
                                + " (-Dflyball.circuit-breaker.payments.open-for) does not fit payments: openFor = 10m is longer"
                                + " than openForMax = 5m; the next is 30s (a.conf:1). Fix: shorten openFor, or raise openForMax.");
        assertThat(planned.effective().policies().get(0).attribute("openFor")).isEqualTo("30s");
    }

    @Test
    void theAttributeThatBreaksTheRuleGivesWayEvenIfTheRuleNamesAnother() {
        PolicyPlan declared = policy(PolicyKind.CIRCUIT_BREAKER, "payments", "openFor", "2m", "openForFactor", "2");
        program.property("flyball.circuit-breaker.payments.open-for-max", "1m");
        Planned planned = program.load().plan(pay(declared));
        assertThat(planned.effective().policies().get(0).attribute("openForMax"))
                .isEqualTo("5m");
        assertThat(planned.problems()).hasSize(1);
    }

    @Test
    void aConfiguredValueThatAnotherPolicyMakesPointlessIsInForceAndWarnedOf() {
        program.property("flyball.circuit-breaker.payments.slow-call-duration", "5s");
        MethodPlan declared = pay(
                policy(PolicyKind.CIRCUIT_BREAKER, "payments"),
                policy(PolicyKind.TIMEOUT, "payments", "value", "2s"),
                policy(PolicyKind.BULKHEAD, "payments", "max", "3", "maxWaiting", "1", "maxWait", "4s"));
        Planned planned = program.load().plan(declared);
        assertThat(planned.problems()).isEmpty();
        assertThat(planned.warnings())
                .as("of what stands in the code the front ends have told")
                .containsExactly(
                        "[slow-never-seen] circuit-breaker: slowCallDuration = 5s is not below @Timeout = 2s: a"
                                + " longer call has timed out, which counts as failed.");
        assertThat(planned.effective().policies().get(0).attribute("slowCallDuration"))
                .isEqualTo("5s");
    }
}
