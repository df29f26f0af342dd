package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.Program.pay;
import static dev.flyball.runtime.config.Program.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final String OPEN_FOR = "flyball.circuit-breaker.payments.open-for";

    private final Program program = new Program();

    private Sourced openFor(PolicyPlan declared) {
        return program.load().plan(pay(declared)).policies().get(0).value("openFor");
    }

    private static PolicyPlan breaker(String... written) {
        return policy(PolicyKind.CIRCUIT_BREAKER, "payments", written);
    }

    @Test
    void withoutConfigurationThePlanStaysAsDeclared() {
        MethodPlan declared = pay(breaker("openFor", "3s"));
        Planned planned = program.load().plan(declared);
        assertThat(planned.effective()).isEqualTo(declared);
        assertThat(planned.governed()).isTrue();
        assertThat(planned.policies().get(0).value("openFor")).hasToString("3s <- annotation");
        assertThat(planned.policies().get(0).value("probes")).hasToString("5 <- built-in");
    }

    @Test
    void eachLayerIsBelievedBeforeTheNext() {
        program.jar("a.jar", OPEN_FOR + " = 1s");
        assertThat(openFor(breaker("openFor", "9s")))
                .hasToString("1s <- test:a.jar!/META-INF/flyball.conf:1 over 9s annotation");
        program.file("first.conf", "", OPEN_FOR + " = 2s");
        assertThat(openFor(breaker())).hasToString("2s <- first.conf:2 over 1s test:a.jar!/META-INF/flyball.conf:1");
        program.file("second.conf", OPEN_FOR + " = 3s");
        assertThat(openFor(breaker()).value()).isEqualTo("3s");
        program.variable("FLYBALL_CIRCUIT_BREAKER_PAYMENTS_OPEN_FOR", "4s");
        assertThat(openFor(breaker()))
                .hasToString("4s <- FLYBALL_CIRCUIT_BREAKER_PAYMENTS_OPEN_FOR over 3s second.conf:1");
        program.property(OPEN_FOR, "5s");
        assertThat(openFor(breaker()))
                .hasToString("5s <- -D" + OPEN_FOR + " over 4s FLYBALL_CIRCUIT_BREAKER_PAYMENTS_OPEN_FOR");
    }

    @Test
    void anOverrideIsBelievedBeforeAll() {
        program.property(OPEN_FOR, "5s");
        ConfigView view = new ConfigLoader(program.source())
                .load(java.util.Map.of(OPEN_FOR, "6s"))
                .view();
        assertThat(view.plan(pay(breaker())).policies().get(0).value("openFor"))
                .hasToString("6s <- override over 5s -D" + OPEN_FOR);
    }

    @Test
    void aHouseWideDefaultFillsWhatNobodyWroteAndOverridesNoAnnotation() {
        program.file("a.conf", "flyball.circuit-breaker.default { open-for = 20s }");
        assertThat(openFor(breaker())).hasToString("20s <- a.conf:1 default over 10s built-in");
        assertThat(openFor(breaker("openFor", "3s"))).hasToString("3s <- annotation");
    }

    @Test
    void anInstancesOwnKeyIsBelievedBeforeAHigherLayersDefault() {
        program.property("flyball.circuit-breaker.default.open-for", "1s").file("a.conf", OPEN_FOR + " = 2s");
        assertThat(openFor(breaker()))
                .hasToString("2s <- a.conf:1 over 1s -Dflyball.circuit-breaker.default.open-for" + " default");
    }

    @Test
    void aLaterFileMayTakeAKeyBack() {
        program.file("a.conf", OPEN_FOR + " = 2s").file("b.conf", OPEN_FOR + " = null");
        assertThat(openFor(breaker())).hasToString("10s <- built-in");
    }

    @Test
    void aDerivedNameNeedsNoQuotesInFilesOrProperties() {
        PolicyPlan derived = policy(PolicyKind.CIRCUIT_BREAKER, "com.acme.Payments.pay");
        program.file("a.conf", "flyball.circuit-breaker.com.acme.Payments.pay.open-for = 2s");
        assertThat(openFor(derived).value()).isEqualTo("2s");
        program.property("flyball.circuit-breaker.com.acme.Payments.pay.open-for", "3s");
        assertThat(openFor(derived).value()).isEqualTo("3s");
        program.variable("FLYBALL_CIRCUIT_BREAKER_COM_ACME_PAYMENTS_PAY_PROBES", "7");
        assertThat(program.load()
                        .plan(pay(derived))
                        .effective()
                        .policies()
                        .get(0)
                        .attribute("probes"))
                .isEqualTo("7");
    }

    @Test
    void camelCaseReadsAsTheSameWord() {
        program.file("a.conf", "flyball.circuitBreaker.payments.openFor = 2s");
        assertThat(openFor(breaker()).value()).isEqualTo("2s");
    }

    @Test
    void aListMaySetClasses() {
        program.file(
                "a.conf",
                "flyball.circuit-breaker.payments.record-on = [java.io.IOException",
                "  java.sql.SQLException]");
        assertThat(program.load()
                        .plan(pay(breaker()))
                        .effective()
                        .policies()
                        .get(0)
                        .attribute("recordOn"))
                .isEqualTo("java.io.IOException,java.sql.SQLException");
    }

    @Test
    void onePolicyCanBeSwitchedOffByNameOrHouseWide() {
        MethodPlan declared = pay(breaker(), policy(PolicyKind.BULKHEAD, "desk", "max", "8"));
        program.property("flyball.circuit-breaker.payments.enabled", "false");
        Planned planned = program.load().plan(declared);
        assertThat(planned.effective().policies()).extracting(PolicyPlan::kind).containsExactly(PolicyKind.BULKHEAD);
        assertThat(planned.policies().get(0).on()).isFalse();
        program.property("flyball.bulkhead.default.enabled", "false");
        assertThat(program.load().plan(declared).governed()).isFalse();
        program.property("flyball.bulkhead.desk.enabled", "true");
        assertThat(program.load().plan(declared).governed()).isTrue();
    }

    @Test
    void everythingCanBeSwitchedOffAtOnceAndNoFallbackIsLeftBehind() {
        MethodPlan declared =
                new MethodPlan("com.acme.Payments", "pay", "()V", List.of(breaker()), List.of(), "later", false);
        program.variable("FLYBALL_ENABLED", "false");
        Planned planned = program.load().plan(declared);
        assertThat(planned.governed()).isFalse();
        assertThat(planned.effective().hasFallback()).isFalse();
    }

    @Test
    void theOrderOfAMethodCanBeChosen() {
        MethodPlan declared =
                pay(policy(PolicyKind.RETRY, "again"), breaker(), policy(PolicyKind.BULKHEAD, "desk", "max", "8"));
        program.file("a.conf", "flyball.order.com.acme.Payments.pay = [bulkhead, retry]");
        Planned planned = program.load().plan(declared);
        assertThat(planned.effective().policies())
                .extracting(PolicyPlan::kind)
                .containsExactly(PolicyKind.BULKHEAD, PolicyKind.CIRCUIT_BREAKER, PolicyKind.RETRY);
        assertThat(planned.order()).hasToString("bulkhead,retry <- a.conf:1");
        assertThat(planned.warnings())
                .containsExactly("retry inside circuit-breaker: the breaker sees one call for all its attempts.");
    }

    @Test
    void twoPoliciesOfAKindKeepTheirNames() {
        MethodPlan declared = pay(
                policy(PolicyKind.RATE_LIMITED, "second", "permits", "5"),
                policy(PolicyKind.RATE_LIMITED, "minute", "permits", "100", "per", "1m"));
        program.property("flyball.rate-limited.minute.permits", "50");
        assertThat(program.load().plan(declared).effective().policies())
                .extracting(policy -> policy.attribute("permits"))
                .containsExactly("5", "50");
    }
}
