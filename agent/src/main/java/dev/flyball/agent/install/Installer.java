package dev.flyball.agent.install;

import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the agent in a JVM; the entry class knows it by name. */
public final class Installer {

    private Installer() {}

    /** Starts it, once per JVM. {@code attached} is false before the program's main. */
    public static void start(
            @Nullable String arguments, Instrumentation instrumentation, boolean attached, String version)
            throws InterruptedException {
        List<String> complaints = AgentArguments.apply(arguments, System.getProperties());
        Settings settings = Settings.read(System.getProperties(), System.getenv());
        AgentLog log = new AgentLog(System.err, settings.debug());
        complaints.addAll(settings.complaints());
        for (String complaint : complaints) {
            log.warn(complaint);
        }
        if (isTool(System.getProperty("jdk.module.main"))) {
            return;
        }
        if (!settings.enabled()) {
            log.info("flyball " + version + " is switched off by flyball.enabled=false; nothing is woven");
            return;
        }
        Tally tally = new Tally();
        Inheritance inheritance = new Inheritance(settings.inherit(), settings.stereotypes());
        Hits hits = new Hits(instrumentation, settings, inheritance, log, tally);
        ClassFilter filter = new ClassFilter(settings.include(), settings.exclude(), settings.excludeLoaders());
        instrumentation.addTransformer(new GovernanceTransformer(filter, inheritance, hits), true);
        int pause = attached ? settings.sweepPauseMillis() : 0;
        new Sweep(instrumentation, filter, inheritance, hits, settings.sweepBatch(), pause).run();
        log.info("flyball " + version + " governs annotated methods"
                + (attached ? ", attached: " + tally.summary() : ""));
        if (settings.summary()) {
            Runtime.getRuntime().addShutdownHook(new Thread("flyball-summary") {
                @Override
                public void run() {
                    log.info("flyball " + tally.summary());
                }
            });
        }
    }

    /** JDK tools such as javac and jcmd start with JAVA_TOOL_OPTIONS too. */
    private static boolean isTool(@Nullable String mainModule) {
        return mainModule != null && mainModule.startsWith("jdk.");
    }
}
