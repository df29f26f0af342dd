package dev.flyball.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class AgentArgumentsTest {

    private final Properties properties = new Properties();

    @Test
    void argumentsBecomeSystemPropertiesBelowFlyball() {
        assertThat(AgentArguments.apply(
                        "config.files=/etc/f.conf; agent.debug ;flyball.agent.scope=jvm;rate-limited.shop.permits=5;",
                        properties))
                .isEmpty();

        assertThat(properties)
                .containsEntry("flyball.config.files", "/etc/f.conf")
                .containsEntry("flyball.agent.debug", "true")
                .containsEntry("flyball.agent.scope", "jvm")
                .containsEntry("flyball.rate-limited.shop.permits", "5")
                .hasSize(4);
    }

    @Test
    void anUnknownOneIsSkippedAndListedWithThoseThatExist() {
        assertThat(AgentArguments.apply("agent.debgu=true;enabled=false", properties))
                .containsExactly("[unknown-argument] the agent knows no argument agent.debgu, it is skipped. Known are"
                        + " enabled, agent.include, agent.exclude, agent.exclude-loaders, agent.inherit,"
                        + " agent.stereotypes, agent.scope, agent.bridge, agent.debug, agent.summary, agent.dump-dir,"
                        + " agent.sweep-batch, agent.sweep-pause, and the runtime's keys below config, metrics, jmx, health,"
                        + " observation, pressure, supervision, alerts, allocation, degradation, order, console,"
                        + " degradable, retry, circuit-breaker, rate-limited, timeout, bulkhead, adaptive-concurrency,"
                        + " pooled, actor, supervised.");
        assertThat(properties).containsOnlyKeys("flyball.enabled");
    }

    @Test
    void noneAreNone() {
        assertThat(AgentArguments.apply(null, properties)).isEmpty();
        assertThat(AgentArguments.apply(" ", properties)).isEmpty();
        assertThat(properties).isEmpty();
    }
}
