package dev.flyball.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFilterTest {

    @Test
    void theJdkAndFlyballItselfAreNotLookedAt() {
        ClassFilter filter = new ClassFilter(List.of(), List.of(), List.of());

        assertThat(filter.skips("java/util/List")).isTrue();
        assertThat(filter.skips("dev/flyball/runtime/bridge/Site")).isTrue();
        assertThat(filter.skips("com/acme/Desk")).isFalse();
        assertThat(filter.skips("javafx/scene/Node")).isFalse();
    }

    @Test
    void packagesAreIncludedAndExcludedByTheirBeginning() {
        ClassFilter filter = new ClassFilter(List.of("com.acme."), List.of("com.acme.legacy.*"), List.of());

        assertThat(filter.skips("com/acme/Desk")).isFalse();
        assertThat(filter.skips("com/acme/legacy/Desk")).isTrue();
        assertThat(filter.skips("org/other/Desk")).isTrue();
    }

    @Test
    void loadersAreExcludedByTheNameOfTheirClass() {
        ClassLoader plugin = new ClassLoader(null) {};
        ClassFilter filter = new ClassFilter(List.of(), List.of(), List.of(ClassFilterTest.class.getName()));

        assertThat(filter.skips(plugin)).isTrue();
        assertThat(filter.skips(ClassFilterTest.class.getClassLoader())).isFalse();
        assertThat(filter.skips(ClassLoader.getPlatformClassLoader())).isTrue();
    }
}
