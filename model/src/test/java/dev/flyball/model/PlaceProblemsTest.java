package dev.flyball.model;

import static dev.flyball.model.Declared.annotation;
import static dev.flyball.model.Declared.method;
import static dev.flyball.model.Declared.shop;
import static dev.flyball.model.Declared.stereotype;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every tag about where an annotation stands, with its whole text. */
class PlaceProblemsTest {

    private static final DeclaredAnnotation RATE = annotation("RateLimited", "permits", 50);

    @Test
    void aTypeWithoutPublicMethodIsNotGoverned() {
        assertWarning(
                shop(List.of(RATE), method("void hidden()")),
                "[nothing-governed] @RateLimited on Shop governs nothing: the type declares no public "
                        + "instance method. Fix: annotate the methods that are meant, or move it to the type that "
                        + "declares them");
    }

    @Test
    void anAnnotationThatRepeatsItsTypesIsSuperfluous() {
        assertWarning(
                shop(List.of(RATE), method("public void a()", RATE)),
                "[duplicate-annotation] @RateLimited on Shop.a() repeats the one on Shop. Fix: remove one "
                        + "of the two");
    }

    @Test
    void anAbstractMethodHasNoBodyToGovern() {
        assertError(
                shop(method("public abstract void a()", RATE)),
                "[abstract-method] @RateLimited on Shop.a() governs nothing: the method is abstract and "
                        + "has no Java body. Fix: annotate the methods that implement it");
    }

    @Test
    void aNativeMethodHasNoBodyToGovern() {
        assertError(
                shop(method("public native void a()", RATE)),
                "[native-method] @RateLimited on Shop.a() governs nothing: the method is native and has "
                        + "no Java body. Fix: annotate a Java method that calls it");
    }

    @Test
    void theMethodsOfObjectAreNeverGoverned() {
        assertWarning(
                shop(method("public String toString()", RATE)),
                "[object-method] @RateLimited on Shop.toString() governs nothing: equals, hashCode and "
                        + "toString are never governed. Fix: move it to the method that does the work");
    }

    @Test
    void policiesThatWaitDoSoInTheMonitor() {
        assertWarning(
                shop(method("synchronized void a()", annotation("Retry"))),
                "[synchronized-method] Shop.a() is synchronized, and the agent's policies run inside its "
                        + "monitor: retry pauses while holding it. Fix: lock inside the method instead, around what "
                        + "needs it");
        assertWarning(
                shop(method("synchronized void a()", annotation("RateLimited", "permits", 5, "maxWait", "1s"))),
                "[synchronized-method] Shop.a() is synchronized, and the agent's policies run inside its "
                        + "monitor: rate-limited waits while holding it. Fix: lock inside the method instead, "
                        + "around what needs it");
        assertWarning(
                shop(method("synchronized void a()", annotation("Bulkhead", "max", 5))),
                "[synchronized-method] Shop.a() is synchronized, and the agent's policies run inside its "
                        + "monitor: callers queue for it before bulkhead counts them. Fix: lock inside the method "
                        + "instead, around what needs it");
        assertWarning(
                shop(method("synchronized void a()", annotation("Timeout", "value", "1s"))),
                "[synchronized-method] Shop.a() is synchronized, and the agent's policies run inside its "
                        + "monitor: the wait for it counts against no timeout. Fix: lock inside the method instead, "
                        + "around what needs it");
    }

    @Test
    void aPolicyAndUngovernedContradictEachOther() {
        assertError(
                shop(method("public void a()", RATE, annotation("Ungoverned"))),
                "[incompatible-policies] @RateLimited on Shop.a() meets @Ungoverned, which leaves the "
                        + "method out of every policy. Fix: remove one of the two");
    }

    @Test
    void aKeyNeedsAKeyedPolicy() {
        assertError(
                shop(method("void a(@Key String who)", annotation("Retry"))),
                "[key-unused] @Key who of Shop.a(String) keys nothing: the method has only @Retry. Fix: "
                        + "add @RateLimited, or remove @Key");
        assertError(
                shop(method("void a(@Key String who)")),
                "[key-unused] @Key who of Shop.a(String) keys nothing: the method has no policy. Fix: add "
                        + "@RateLimited, or remove @Key");
    }

    @Test
    void aKeyOfABulkheadNeedsPerOwner() {
        assertError(
                shop(method("void a(@Key String who)", annotation("Bulkhead", "max", 5))),
                "[key-unused] @Key who of Shop.a(String) keys nothing: the method has only @Bulkhead. Fix: add"
                        + " perOwner to @Bulkhead, or @RateLimited, or remove @Key");
    }

    @Test
    void perOwnerNeedsAKey() {
        assertError(
                shop(method("void a(String who)", annotation("Bulkhead", "max", 5, "perOwner", 2))),
                "[owner-without-key] @Bulkhead on Shop.a(String): perOwner = 2 without a @Key parameter: nothing"
                        + " says whose call it is. Fix: mark the parameter that names the owner with @Key, or drop"
                        + " perOwner");
    }

    @Test
    void perOwnerOnATypeNeedsAKeyInEachMethod() {
        DeclaredType type = shop(
                List.of(annotation("Bulkhead", "max", 5, "perOwner", 2)),
                method("public void a(@Key String who)"),
                method("public void b()"));
        assertThat(PlanReader.read(type).problems()).extracting(Problem::tag).containsExactly("owner-without-key");
        assertThat(PlanReader.read(type).governed())
                .singleElement()
                .satisfies(
                        governed -> assertThat(governed.plan().keyParameters()).containsExactly(0));
    }

    @Test
    void aBulkheadPerOwnerHasTheKeyInItsPlan() {
        Reading reading = PlanReader.read(
                shop(method("void a(int n, @Key String who)", annotation("Bulkhead", "max", 5, "perOwner", 2))));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.governed().get(0).plan().keyParameters()).containsExactly(1);
    }

    @Test
    void theHooksOfPoliciesNotBuiltYetAreRefused() {
        assertError(
                shop(method("void reset()", annotation("OnRestart"))),
                "[not-built-yet] @OnRestart on Shop.reset(): this version of Flyball has no engine for it."
                        + " Fix: remove it");
        assertError(
                shop(method("void stop()", annotation("OnStop"))),
                "[not-built-yet] @OnStop on Shop.stop(): this version of Flyball has no engine for it."
                        + " Fix: remove it");
        assertError(
                shop(method("int size()", annotation("Immediate"))),
                "[not-built-yet] @Immediate on Shop.size(): this version of Flyball has no engine for it."
                        + " Fix: remove it");
    }

    @Test
    void aKeyMustNotBeAnArray() {
        assertError(
                shop(method("void a(@Key String[] who)", RATE)),
                "[key-is-array] @Key who of Shop.a(String[]) is an array, and two arrays are never equal: "
                        + "every call would have a limit of its own. Fix: pass a List, a record or a String");
    }

    @Test
    void aKeyWithoutEqualsIsDoubtful() {
        assertWarning(
                shop(method("void a(@Key StringBuilder who)", RATE)),
                "[key-without-equals] @Key who of Shop.a(StringBuilder) is a StringBuilder, which equals "
                        + "nothing but itself: calls with equal content would not share a limit. Fix: pass a "
                        + "String, a number or a record");
    }

    @Test
    void workThatBeginsLaterCannotBeGoverned() {
        assertError(
                shop(method("public org.reactivestreams.Publisher a()", RATE)),
                "[unsupported-return] Shop.a() returns a Publisher, whose work begins later: only the "
                        + "call that creates it would be governed. Fix: govern the method that does the work, or "
                        + "return a CompletionStage");
        assertError(
                shop(method("public Object a(kotlin.coroutines.Continuation c)", RATE)),
                "[unsupported-return] Shop.a(Continuation) is a suspend function: only the call up to its "
                        + "first suspension would be governed. Fix: govern a function that does not suspend, or one "
                        + "that returns a CompletionStage");
    }

    @Test
    void aPlainFutureSettlesEarly() {
        assertWarning(
                shop(method("public Future a()", RATE)),
                "[future-settles-early] Shop.a() returns a Future: for its policies the call is over when "
                        + "the method returns, not when the work is done. Fix: return a CompletionStage");
    }

    @Test
    void twoStereotypesMustAgree() {
        assertError(
                shop(method(
                        "public void a()",
                        stereotype("Slow", RATE),
                        stereotype("Dear", annotation("RateLimited", "permits", 1)))),
                "[conflicting-attributes] @RateLimited (by @Dear) on Shop.a(): @Slow brings another "
                        + "@RateLimited, and neither is nearer. Fix: write @RateLimited itself, which is stronger "
                        + "than both");
    }

    @Test
    void aStereotypesNumbersAreReportedWhereItIsUsed() {
        assertError(
                shop(method("public void a()", stereotype("Slow", annotation("Bulkhead", "max", 0)))),
                "[out-of-range] @Bulkhead (by @Slow) on Shop.a(): max = 0 must be at least 1. Fix: choose "
                        + "a value of at least 1");
    }

    @Test
    void oneNameHasOneSetOfNumbers() {
        assertWarning(
                shop(
                        method("public void a()", annotation("RateLimited", "permits", 5, "name", "x")),
                        method("public void b()", annotation("RateLimited", "permits", 6, "name", "x"))),
                "[name-redefined] @RateLimited on Shop.b(): \"x\" is also the instance of a(), with other "
                        + "numbers (permits 5 and 6); there is one instance, and the method linked first decides. "
                        + "Fix: give both the same numbers, or different names");
    }

    private static void assertError(DeclaredType type, String text) {
        assertThat(PlanReader.read(type).problems())
                .extracting(Problem::severity, Problem::text)
                .containsExactly(tuple(Problem.Severity.ERROR, text));
        assertThat(PlanReader.read(type).governed()).isEmpty();
    }

    private static void assertWarning(DeclaredType type, String text) {
        assertThat(PlanReader.read(type).problems())
                .extracting(Problem::severity, Problem::text)
                .containsExactly(tuple(Problem.Severity.WARNING, text));
    }
}
