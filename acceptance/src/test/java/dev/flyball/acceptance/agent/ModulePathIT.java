package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of named modules, which neither reads our modules nor opens anything. */
class ModulePathIT {

    @TempDir
    Path folder;

    private Path shop() {
        return Programs.compile(
                folder,
                List.of("--module-path", Programs.annotations().toString()),
                "module-info.java=module com.acme.shop { requires static dev.flyball.annotation; }",
                "com/acme/Shop.java=" + Programs.source("Shop.java.txt"));
    }

    @Test
    void isGovernedByTheAgentsOwnRuntime() {
        Jvm.Ended ended = Jvm.withAgent()
                .and("--module-path", Jvm.path(shop()), "-m", "com.acme.shop/com.acme.Shop")
                .run();

        assertThat(ended.out()).isEqualTo(Shops.GOVERNED);
        assertThat(ended.err()).doesNotContain("ERROR");
    }

    @Test
    void isGovernedByTheRuntimeThatItsLayerHolds() {
        Path[] runtime = Programs.runtime();
        Jvm.Ended ended = Jvm.withAgent("agent.debug=true")
                .and("--module-path", Jvm.path(shop()) + java.io.File.pathSeparator + Jvm.path(runtime))
                .and("--add-modules", "dev.flyball.runtime")
                .and("-m", "com.acme.shop/com.acme.Shop")
                .run();

        assertThat(ended.out()).isEqualTo(Shops.GOVERNED);
        assertThat(ended.err()).contains("is governed by the runtime in ").doesNotContain("ERROR");
    }

    @Test
    void isGovernedThroughTheBootPathWhereJavaLangStaysClosed() {
        Jvm.Ended ended = Jvm.withAgent("agent.bridge=boot-path")
                .and("--module-path", Jvm.path(shop()), "-m", "com.acme.shop/com.acme.Shop")
                .run();

        assertThat(ended.out()).isEqualTo(Shops.GOVERNED);
        assertThat(ended.err()).doesNotContain("ERROR");
    }
}
