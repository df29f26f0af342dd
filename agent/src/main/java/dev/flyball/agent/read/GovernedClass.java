package dev.flyball.agent.read;

import dev.flyball.model.DeclaredAnnotation;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredType;
import dev.flyball.model.PlanReader;
import dev.flyball.model.Problem;
import dev.flyball.model.Reading;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one class: the methods to weave, those declined with their reasons, and the problems. Immutable. Where
 * {@code untouched} is not null, it is the reason why the class is left alone as a whole.
 */
public record GovernedClass(
        DeclaredType type,
        @Nullable String untouched,
        List<Reading.Governed> governed,
        List<Reading.Governed> contracts,
        List<Reading.Declined> declined,
        List<Problem> problems) {

    /** The first class-file version with invokedynamic, Java 7. */
    private static final int JAVA_7 = 51;

    /** Parts of names that containers and mocking tools give to subclasses which only call super. */
    private static final List<String> PROXIES = List.of(
            "$$SpringCGLIB$$",
            "$$EnhancerBySpringCGLIB$$",
            "$$FastClassBySpringCGLIB$$",
            "$MockitoMock$",
            "_ClientProxy",
            "_WeldSubclass",
            "$HibernateProxy$",
            "$ByteBuddy$");

    /** Judges a class file; throws as {@link BytecodeReader#read} does. */
    public static GovernedClass of(byte[] file, TypeSource around) {
        DeclaredType type = BytecodeReader.read(file, around);
        Reading reading = PlanReader.read(type);
        String untouched = untouched(type, BytecodeReader.version(file));
        if (untouched != null) {
            return new GovernedClass(type, untouched, List.of(), List.of(), List.of(), List.of());
        }
        List<Reading.Governed> governed = new ArrayList<>();
        List<Reading.Declined> declined = new ArrayList<>(reading.declined());
        for (Reading.Governed candidate : reading.governed()) {
            String reason = bodiless(candidate.method());
            if (reason == null) {
                governed.add(candidate);
            } else {
                declined.add(new Reading.Declined(candidate.method(), reason));
            }
        }
        return new GovernedClass(
                type, null, List.copyOf(governed), reading.contracts(), List.copyOf(declined), reading.problems());
    }

    /** Whether anything here concerns a user: a plan, a refusal, a problem. */
    public boolean concerns() {
        return passesOn() || !(governed.isEmpty() && contracts.isEmpty() && declined.isEmpty() && problems.isEmpty());
    }

    /** Whether it governs other classes: an interface with annotated methods, an annotation that carries ours. */
    public boolean passesOn() {
        return !contracts.isEmpty()
                || (type.kind() == DeclaredType.Kind.ANNOTATION
                        && type.annotations().stream().anyMatch(on -> on.type().startsWith("dev.flyball.annotation.")));
    }

    private static @Nullable String untouched(DeclaredType type, int version) {
        for (DeclaredAnnotation annotation : type.annotations()) {
            if (annotation.type().equals("dev.flyball.annotation.FlyballGenerated")) {
                return "the annotation processor wrote it";
            }
            if (annotation.type().equals("dev.flyball.annotation.FlyballWoven")) {
                return "it was woven when it was built";
            }
        }
        if (isProxy(type.name())) {
            return "it is a container's proxy, whose methods call the governed ones";
        }
        return version < JAVA_7 ? "its class file is of Java 6 or older, which cannot link governed calls" : null;
    }

    private static boolean isProxy(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (simple.startsWith("$Proxy")) {
            return true;
        }
        for (String part : PROXIES) {
            if (simple.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String bodiless(DeclaredMethod method) {
        if (Modifier.isAbstract(method.modifiers())) {
            return "it is abstract";
        }
        return Modifier.isNative(method.modifiers()) ? "it is native" : null;
    }
}
