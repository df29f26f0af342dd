package dev.flyball.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.bridge.Linker;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeChoiceTest {

    private static final MethodType ENTER = MethodType.methodType(Object.class, Object.class);
    private static final Object[] PLAN = {"m", "()V", 1, "v1"};

    @TempDir
    java.nio.file.Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** A caller in a loader that sees a linker of its own, which says that it was asked. */
    private MethodHandles.Lookup callerBesideLinker(int bridge) throws Exception {
        var linker = folder.resolve("dev/flyball/runtime/bridge/Linker.java");
        java.nio.file.Files.createDirectories(linker.getParent());
        java.nio.file.Files.writeString(linker, """
                package dev.flyball.runtime.bridge;
                import java.lang.invoke.*;
                public final class Linker {
                    public static final int BRIDGE = %d;
                    public static CallSite weave(
                            MethodHandles.Lookup caller, String moment, MethodType type, Object... plan) {
                        return new ConstantCallSite(MethodHandles.dropArguments(
                                MethodHandles.constant(Object.class, "the program's"), 0, Object.class));
                    }
                }
                """.formatted(bridge));
        java.nio.file.Files.writeString(folder.resolve("Caller.java"), """
                public class Caller {
                    public static java.lang.invoke.MethodHandles.Lookup lookup() {
                        return java.lang.invoke.MethodHandles.lookup();
                    }
                }
                """);
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        linker.toString(),
                        folder.resolve("Caller.java").toString());
        assertThat(exit).isZero();
        ClassLoader loader = new java.net.URLClassLoader(
                new java.net.URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        return (MethodHandles.Lookup)
                loader.loadClass("Caller").getMethod("lookup").invoke(null);
    }

    private RuntimeChoice choice(boolean alwaysOwn) throws ReflectiveOperationException {
        return new RuntimeChoice(alwaysOwn, warnings::add, notes::add);
    }

    private static @Nullable Object answer(@Nullable CallSite site) throws Throwable {
        if (site == null) {
            return null;
        }
        MethodHandle target = site.getTarget();
        return target.invoke((Object) null);
    }

    @Test
    void theRuntimeThatTheWovenClassSeesGovernsIt() throws Throwable {
        CallSite site = choice(false).link(callerBesideLinker(Linker.BRIDGE), "enter", ENTER, PLAN);

        assertThat(answer(site)).isEqualTo("the program's");
        assertThat(warnings).isEmpty();
    }

    @Test
    void oneOfAnotherBridgeIsToldAndPassedBy() throws Throwable {
        MethodHandles.Lookup caller = callerBesideLinker(Linker.BRIDGE + 1);

        choice(false).link(caller, "enter", ENTER, PLAN);

        assertThat(warnings)
                .containsExactly("[other-bridge] Caller sees a runtime of bridge 2 (unknown version), this agent speaks"
                        + " bridge 1; its own runtime governs the class. Use agent and runtime of one release.");
    }

    @Test
    void whereOneLimitIsWantedForTheWholeJvmTheAgentsOwnGoverns() throws Throwable {
        MethodHandles.Lookup caller = callerBesideLinker(Linker.BRIDGE);

        CallSite site = choice(true).link(caller, "enter", ENTER, PLAN);

        assertThat(answer(site)).isNotEqualTo("the program's");
        assertThat(notes).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aCallMetWhileChoosingPassesThroughAndIsLinkedAfterwards() throws Throwable {
        Reentry reentry = new Reentry();
        List<CallSite> met = new ArrayList<>();

        String chosen = reentry.guarded(() -> {
            assertThat(reentry.<String>guarded(() -> "inner")).isNull();
            CallSite later = reentry.later(
                    ENTER,
                    () -> new java.lang.invoke.ConstantCallSite(MethodHandles.dropArguments(
                            MethodHandles.constant(Object.class, "linked"), 0, Object.class)));
            assertThat(answer(later)).isNull();
            met.add(later);
            return "chosen";
        });

        assertThat(chosen).isEqualTo("chosen");
        assertThat(answer(met.get(0))).isEqualTo("linked");
    }
}
