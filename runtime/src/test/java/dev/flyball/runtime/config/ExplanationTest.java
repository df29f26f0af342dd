package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.Program.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PolicyKind;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private final Program program = new Program();
    private final ManualClock clock = new ManualClock();

    private Configuration configuration() {
        Configuration configuration =
                new Configuration(program.source(), clock, new ManualAlarm(clock), Runnable::run, EventSink.NONE);
        configuration.plan(new MethodPlan(
                "com.acme.PaymentClient$Inner",
                "pay",
                "(Lcom/acme/Order;[JI)Z",
                List.of(
                        policy(PolicyKind.CIRCUIT_BREAKER, "payments", "failureRate", "0.3"),
                        policy(PolicyKind.BULKHEAD, "desk", "max", "8")),
                List.of(),
                "later",
                false));
        return configuration;
    }

    @Test
    void theLevelFromWhichCallsAreReallyGivenUpIsSaid() {
        Configuration configuration =
                new Configuration(program.source(), clock, new ManualAlarm(clock), Runnable::run, EventSink.NONE);
        configuration.plan(new MethodPlan(
                "com.acme.Shop",
                "recommend",
                "()V",
                List.of(policy(PolicyKind.DEGRADABLE, "shop", "at", "HIGH", "priority", "CRITICAL")),
                List.of(),
                "",
                false));
        assertThat(configuration.explain("shop"))
                .contains(
                        "  degradable: gives calls up while pressure is CRITICAL or higher (HIGH, priority CRITICAL)\n");
    }

    @Test
    void everyValueIsExplainedWithWhereItStandsAndOverWhat() {
        program.file(
                "flyball.conf",
                "flyball.circuit-breaker {",
                "  default { open-for = 20s }",
                "  payments { failure-rate = 0.4, probes = 7 }",
                "  paymets.open-for = 5s",
                "}");
        assertThat(configuration().explain("payments")).isEqualTo("""
                        payments  circuit-breaker  PaymentClient.Inner.pay(Order, long[], int)
                          failure-rate=0.4 <- flyball.conf:3         over 0.3 annotation
                          window=100 <- built-in
                          minimum-calls=20 <- built-in
                          slow-call-duration="" <- built-in
                          slow-call-rate=1 <- built-in
                          open-for=20s <- flyball.conf:2 default     over 10s built-in
                          open-for-factor=1 <- built-in
                          open-for-max=5m <- built-in
                          probes=7 <- flyball.conf:3                 over 5 built-in
                          probe-timeout=30s <- built-in
                          memory-threshold="" <- built-in
                          record-on=java.lang.Throwable <- built-in
                          ignore-on="" <- built-in
                          plan: v1 fallback=later circuit-breaker(name=payments failure-rate=0.4 window=100 minimum-calls=20 slow-call-duration="" slow-call-rate=1 open-for=20s open-for-factor=1 open-for-max=5m probes=7 probe-timeout=30s memory-threshold="" record-on=java.lang.Throwable ignore-on="") bulkhead(name=desk max=8 max-waiting=0 max-wait=0s per-owner=0)
                          order: fallback, circuit-breaker, bulkhead <- default
                        unknown: flyball.circuit-breaker.paymets.open-for (flyball.conf:4). Did you mean payments?
                        """);
    }

    @Test
    void aMethodIsExplainedWithAllItsPoliciesAndWhatIsOff() {
        program.property("flyball.bulkhead.desk.enabled", "false");
        assertThat(configuration().explain("com.acme.PaymentClient.Inner.pay"))
                .contains("payments  circuit-breaker  ")
                .contains("""
                        desk  bulkhead  PaymentClient.Inner.pay(Order, long[], int)
                          off <- enabled=false <- -Dflyball.bulkhead.desk.enabled over true built-in
                        """)
                .contains("order: fallback, circuit-breaker <- default");
    }

    @Test
    void aVariableOfNoInstanceIsAskedBack() {
        program.variable("FLYBALL_CIRCUIT_BREAKER_PAYMETS_OPEN_FOR", "3s")
                .variable("FLYBALL_CIRCUIT_BREAKER_PAYMENTS_PROBES", "7");
        assertThat(configuration().explain("payments"))
                .contains("  probes=7 <- FLYBALL_CIRCUIT_BREAKER_PAYMENTS_PROBES")
                .endsWith("unknown: FLYBALL_CIRCUIT_BREAKER_PAYMETS_OPEN_FOR (environment). Did you mean"
                        + " FLYBALL_CIRCUIT_BREAKER_PAYMENTS_OPEN_FOR?\n");
    }

    @Test
    void aNameNobodyHasIsAskedBack() {
        assertThat(configuration().explain("paymnets"))
                .isEqualTo("[unknown-name] nothing governed is called paymnets. Fix: did you mean payments?\n");
    }
}
