package dev.flyball.agent.install;

import dev.flyball.agent.link.Bridge;
import dev.flyball.agent.link.RuntimeChoice;
import dev.flyball.agent.read.GovernedClass;
import dev.flyball.agent.read.TypeSource;
import dev.flyball.agent.weave.Weaver;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.PlanText;
import dev.flyball.model.Problem;
import dev.flyball.model.Reading;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes that mention Flyball: read, planned, woven, reported. Thread-safe. The bridge and the weaver come into
 * being with the first class that has a governed method, under this object's lock, which nothing else takes and under
 * which no loader of the program is asked for anything.
 */
final class Hits {

    private final Instrumentation instrumentation;
    private final Settings settings;
    private final Inheritance inheritance;
    private final AgentLog log;
    private final Tally tally;
    private volatile @Nullable Weaver weaver;

    Hits(Instrumentation instrumentation, Settings settings, Inheritance inheritance, AgentLog log, Tally tally) {
        this.instrumentation = instrumentation;
        this.settings = settings;
        this.inheritance = inheritance;
        this.log = log;
        this.tally = tally;
    }

    /** The class with its governed methods woven; null if it stays as it is. */
    byte @Nullable [] woven(ClassLoader loader, String name, byte[] file, boolean loaded) throws Throwable {
        TypeSource around = inheritance.around(loader);
        @Nullable GovernedClass judged = GovernedClass.of(file, around);
        if (loaded && !judged.concerns()) {
            judged = published(loader, name, around);
        }
        if (judged == null) {
            return null;
        }
        if (judged.untouched() != null) {
            log.debug(name + " is left alone: " + judged.untouched());
            return null;
        }
        report(loader, judged);
        if (judged.governed().isEmpty()) {
            return null;
        }
        List<Weaver.Target> targets = judged.governed().stream()
                .map(governed -> new Weaver.Target(governed.method(), governed.plan()))
                .toList();
        byte[] woven = weaver().weave(name, file, targets);
        tally.classes.incrementAndGet();
        tally.methods.addAndGet(targets.size());
        dump(name, woven);
        return woven;
    }

    /**
     * The class as its loader finds it. The bytes of a class that was loaded before any agent came are put together by
     * the JVM from what it remembers, and it forgets annotations that reflection does not show, ours among them.
     */
    private static @Nullable GovernedClass published(ClassLoader loader, String name, TypeSource around) {
        byte[] file = TypeSource.resource(loader, name);
        return file == null ? null : GovernedClass.of(file, around);
    }

    void failed(String name, Throwable failure) {
        tally.failures.incrementAndGet();
        log.error("[not-woven] " + name + " is left as it was, its methods run ungoverned", failure);
    }

    /** A round over the loaded classes is done. */
    void swept(int looked, int found) {
        log.debug("of " + looked + " loaded classes, " + found + " more mention Flyball");
    }

    private void report(ClassLoader loader, GovernedClass judged) {
        String name = judged.type().name();
        for (Problem problem : judged.problems()) {
            if (problem.severity() == Problem.Severity.ERROR) {
                tally.refused.incrementAndGet();
                log.error(problem.text());
            } else {
                log.warn(problem.text());
            }
        }
        for (Reading.Declined declined : judged.declined()) {
            log.debug(name + "." + declined.method().name() + " is not governed: " + declined.reason());
        }
        for (Reading.Governed governed : judged.governed()) {
            report(name, governed);
        }
        if (judged.passesOn() && !inheritance.reaches(loader, name)) {
            log.warn("[not-indexed] " + name
                    + " passes governance on to classes that do not mention it themselves, and the"
                    + " agent does not see that. Fix: scan --write-index before packing, or name it in"
                    + " flyball.agent.inherit (interfaces) or flyball.agent.stereotypes (annotations).");
        }
    }

    private void report(String name, Reading.Governed governed) {
        DeclaredMethod method = governed.method();
        log.debug(
                name + "." + method.name() + method.descriptor() + " is governed: " + PlanText.write(governed.plan()));
        if (Modifier.isSynchronized(method.modifiers())) {
            log.warn("[synchronized-method] " + name + "." + method.name()
                    + " is synchronized: its callers wait for permits while they hold its monitor. Fix: lock inside the"
                    + " body, or govern a method that calls it.");
        }
    }

    private Weaver weaver() throws Throwable {
        Weaver ready = weaver;
        if (ready != null) {
            return ready;
        }
        synchronized (this) {
            if (weaver == null) {
                RuntimeChoice choice = new RuntimeChoice(settings.scopeJvm(), log::warn, log::debug);
                weaver = new Weaver(new Bridge(instrumentation, settings.bridgeOnBootPath()).define(choice.linker()));
            }
            return weaver;
        }
    }

    private void dump(String name, byte[] woven) {
        if (settings.dumpDir().isEmpty()) {
            return;
        }
        File file = new File(settings.dumpDir(), name + ".class");
        try (FileOutputStream out = new FileOutputStream(file)) {
            out.write(woven);
        } catch (IOException failure) {
            log.error("[not-dumped] " + file, failure);
        }
    }
}
