package dev.flyball.model;

import static dev.flyball.model.Declared.annotation;
import static dev.flyball.model.Declared.constant;
import static dev.flyball.model.Declared.implementing;
import static dev.flyball.model.Declared.method;
import static dev.flyball.model.Declared.shop;
import static dev.flyball.model.Declared.stereotype;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

    private static final DeclaredAnnotation RATE = annotation("RateLimited", "permits", 50);
    private static final DeclaredAnnotation BULKHEAD = annotation("Bulkhead", "max", 8);
    private static final DeclaredAnnotation RETRY = annotation("Retry");

    @Test
    void anAnnotatedBodyIsGovernedWhateverItsAccess() {
        assertThat(governed(shop(
                        method("private void a()", RATE),
                        method("static void b()", RATE),
                        method("public final void c()", RATE),
                        method("protected synchronized void d()", RATE),
                        method("void e()"))))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void aTypesAnnotationGovernsItsPublicInstanceMethods() {
        Reading reading = PlanReader.read(shop(
                List.of(RATE),
                method("public void a()"),
                method("void b()"),
                method("private void c()"),
                method("public static void d()"),
                method("public boolean equals(Object o)"),
                method("public int hashCode()"),
                method("public String toString()"),
                method("public boolean equals(Item other)"),
                method("bridge Object e()"),
                method("public abstract void f()"),
                method("public native void g()"),
                method("public void <init>()")));
        assertThat(reading.governed())
                .extracting(g -> Spelling.signature(g.method()))
                .containsExactly("a()", "equals(Item)");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.declined()).isEmpty();
    }

    @Test
    void policiesOfTypeAndMethodAddUpOutermostFirst() {
        MethodPlan plan = only(shop(List.of(BULKHEAD, RATE), method("public void a()", RETRY)));
        assertThat(plan.policies())
                .extracting(PolicyPlan::kind)
                .containsExactly(PolicyKind.RETRY, PolicyKind.RATE_LIMITED, PolicyKind.BULKHEAD);
    }

    @Test
    void theNearestOfEachPolicyCounts() {
        DeclaredMethod contract = method("public abstract void a()", rate(6), RETRY);
        List<DeclaredAnnotation> type = List.of(stereotype("OnType", rate(4)), rate(3));
        assertThat(permits(shop(
                        type, implementing(method("public void a()", stereotype("Near", rate(2)), rate(1)), contract))))
                .isEqualTo(1);
        assertThat(permits(shop(type, implementing(method("public void a()", stereotype("Near", rate(2))), contract))))
                .isEqualTo(2);
        assertThat(permits(shop(type, implementing(method("public void a()"), contract))))
                .isEqualTo(3);
        assertThat(permits(shop(type.subList(0, 1), implementing(method("public void a()"), contract))))
                .isEqualTo(4);
        assertThat(permits(shop(implementing(method("public void a()"), contract))))
                .isEqualTo(6);
    }

    @Test
    void theNearestInterfaceCounts() {
        DeclaredMethod near = method("public abstract void a()", rate(1));
        DeclaredMethod far = method("public abstract void a()", rate(2), BULKHEAD);
        MethodPlan plan = only(shop(implementing(method("public void a()"), near, far)));
        assertThat(plan.policy(PolicyKind.RATE_LIMITED).orElseThrow().count("permits"))
                .isEqualTo(1);
        assertThat(plan.policy(PolicyKind.BULKHEAD)).isPresent();
    }

    @Test
    void aStereotypeStandsForWhatItCarriesAtAnyDepth() {
        DeclaredAnnotation critical = stereotype("Critical", stereotype("Guarded", RATE), BULKHEAD);
        assertThat(only(shop(method("void a()", critical))).policies()).hasSize(2);
    }

    @Test
    void aStereotypeThatCarriesItselfEnds() {
        DeclaredAnnotation inner = stereotype("Loop", RATE);
        DeclaredAnnotation outer = stereotype("Loop", stereotype("Other", inner), BULKHEAD);
        assertThat(only(shop(method("void a()", outer))).policies())
                .extracting(PolicyPlan::kind)
                .containsExactly(PolicyKind.BULKHEAD);
    }

    @Test
    void anUngovernedMethodIsLeftOut() {
        Reading reading = PlanReader.read(
                shop(List.of(RATE), method("public void a()", annotation("Ungoverned")), method("public void b()")));
        assertThat(reading.governed()).extracting(g -> g.method().name()).containsExactly("b");
        assertThat(reading.declined()).extracting(Reading.Declined::reason).containsExactly("it is @Ungoverned");
    }

    @Test
    void aBridgeIsDeclinedWithAReason() {
        Reading reading = PlanReader.read(shop(method("bridge Object a()", RATE), method("public Item a()", RATE)));
        assertThat(reading.governed())
                .extracting(g -> Spelling.simple(g.method().returnType()))
                .containsExactly("Item");
        assertThat(reading.declined()).extracting(Reading.Declined::reason).containsExactly("the compiler wrote it");
        assertThat(reading.governed().get(0).plan().policies().get(0).name()).isEqualTo("com.acme.Shop.a");
    }

    @Test
    void anInterfacesAbstractMethodsAreContracts() {
        Reading reading = PlanReader.read(Declared.type(
                DeclaredType.Kind.INTERFACE,
                List.of(RATE),
                List.of(method("public abstract void a()"), method("public void b()")),
                List.of(),
                true));
        assertThat(reading.contracts()).extracting(g -> g.method().name()).containsExactly("a");
        assertThat(reading.governed()).extracting(g -> g.method().name()).containsExactly("b");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void oneBadMethodLeavesTheOthersGoverned() {
        Reading reading = PlanReader.read(shop(method("void a()", rate(0)), method("void b()", rate(1))));
        assertThat(reading.governed()).extracting(g -> g.method().name()).containsExactly("b");
        assertThat(reading.declined())
                .extracting(d -> d.method().name(), Reading.Declined::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "a", reading.problems().get(0).text()));
        assertThat(reading.hasErrors()).isTrue();
    }

    @Test
    void aProblemOfTheTypeIsToldOnceAndDeclinesAllItsMethods() {
        Reading reading = PlanReader.read(shop(List.of(rate(0)), method("public void a()"), method("public void b()")));
        assertThat(reading.problems()).hasSize(1);
        assertThat(reading.declined()).hasSize(2);
        assertThat(reading.governed()).isEmpty();
    }

    @Test
    void aProblemKnowsWhereItWasWritten() {
        DeclaredMethod bad = method("void a(@Key String k)", annotation("Retry", "maxAttempts", 0));
        DeclaredAnnotation slow = stereotype("Slow", rate(0));
        assertThat(wheres(shop(bad)))
                .containsExactly(
                        new Problem.Where(Declared.SHOP, bad, -1, PolicyKind.RETRY.annotation(), "maxAttempts"),
                        new Problem.Where(Declared.SHOP, bad, 0, "dev.flyball.annotation.Key", null));
        assertThat(wheres(shop(List.of(slow), method("public void b()"))))
                .containsExactly(new Problem.Where(Declared.SHOP, null, -1, "com.acme.Slow", null));
        DeclaredMethod body = implementing(method("public void c()"), method("public abstract void c()", rate(0)));
        assertThat(wheres(shop(body))).containsExactly(new Problem.Where(Declared.SHOP, body, -1, null, null));
    }

    @Test
    void aStereotypesOwnDeclarationIsCheckedToo() {
        DeclaredType critical =
                Declared.type(DeclaredType.Kind.ANNOTATION, List.of(rate(0)), List.of(), List.of(), true);
        assertThat(PlanReader.read(critical).problems())
                .extracting(Problem::tag)
                .containsExactly("rate-not-positive");
    }

    @Test
    void keysAreTheMarkedParameters() {
        assertThat(only(shop(method("void a(@Key String k, int n, @Key int m)", RATE)))
                        .keyParameters())
                .containsExactly(0, 2);
        assertThat(only(shop(implementing(
                                method("public void a(int n, String k)"),
                                method("public abstract void a(int n, @Key String k)", RATE))))
                        .keyParameters())
                .containsExactly(1);
    }

    @Test
    void onlyTheTwoStagesSettleAtCompletion() {
        assertThat(only(shop(method("CompletionStage a()", RATE))).stage()).isTrue();
        assertThat(only(shop(method("CompletableFuture a()", RATE))).stage()).isTrue();
        assertThat(only(shop(method("Object a()", RATE))).stage()).isFalse();
    }

    @Test
    void writtenValuesReachThePlanInCanonicalText() {
        PolicyPlan plan = only(shop(method(
                        "void a()",
                        annotation(
                                "CircuitBreaker",
                                "failureRate",
                                0.0001,
                                "openFor",
                                "1500 ms",
                                "name",
                                "pay",
                                "ignoreOn",
                                Declared.classes("a.B", "c.D$E")))))
                .policies()
                .get(0);
        assertThat(plan.attributes())
                .containsAllEntriesOf(
                        Map.of("failureRate", "0.0001", "openFor", "1500ms", "name", "pay", "ignoreOn", "a.B,c.D$E"))
                .containsEntry("recordOn", "java.lang.Throwable");
        assertThat(plan.explicit()).containsExactly("name", "failureRate", "openFor", "ignoreOn");
        assertThat(only(shop(method("void a()", annotation("Retry", "backoff", constant("LINEAR")))))
                        .policies()
                        .get(0)
                        .text("backoff"))
                .isEqualTo("LINEAR");
    }

    @Test
    void instancesAreNamedAfterTheirMethods() {
        assertThat(names(shop(method("void a()", RATE)))).containsExactly("com.acme.Shop.a");
        assertThat(names(shop(method("void a(int n)", RATE), method("void a(String s)"))))
                .as("only governed overloads need telling apart")
                .containsExactly("com.acme.Shop.a");
        assertThat(names(shop(
                        method("void a()", RATE),
                        method("void a(int n)", RATE),
                        method("void a(String[] s, int n)", RATE),
                        method("void a(x.Item i)", RATE),
                        method("void a(y.Item i)", RATE))))
                .containsExactly(
                        "com.acme.Shop.a",
                        "com.acme.Shop.a-int",
                        "com.acme.Shop.a-StringArray-int",
                        "com.acme.Shop.a-x.Item",
                        "com.acme.Shop.a-y.Item");
    }

    @Test
    void aNestedTypesNameIsJoinedByADot() {
        assertThat(Names.clean("com.acme.Outer$Inner")).isEqualTo("com.acme.Outer.Inner");
        assertThat(Names.clean("com.acme.Outer$1$Local")).isEqualTo("com.acme.Outer.1.Local");
        assertThat(Names.clean("com.acme.Odd$$Name$")).isEqualTo("com.acme.Odd_.Name_");
        assertThat(Names.clean("two words")).isEqualTo("two_words");
    }

    @Test
    void readingTwiceGivesTheSame() {
        DeclaredType type =
                shop(List.of(RATE, BULKHEAD), method("public void a()", RETRY), method("public void b()", rate(0)));
        assertThat(PlanReader.read(type)).isEqualTo(PlanReader.read(type));
    }

    private static DeclaredAnnotation rate(int permits) {
        return annotation("RateLimited", "permits", permits);
    }

    private static int permits(DeclaredType type) {
        return only(type).policy(PolicyKind.RATE_LIMITED).orElseThrow().count("permits");
    }

    private static List<Problem.Where> wheres(DeclaredType type) {
        return PlanReader.read(type).problems().stream().map(Problem::where).toList();
    }

    private static List<String> names(DeclaredType type) {
        return PlanReader.read(type).governed().stream()
                .map(g -> g.plan().policies().get(0).name())
                .toList();
    }

    private static List<String> governed(DeclaredType type) {
        return PlanReader.read(type).governed().stream()
                .map(g -> g.method().name())
                .toList();
    }

    private static MethodPlan only(DeclaredType type) {
        Reading reading = PlanReader.read(type);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.governed()).hasSize(1);
        return reading.governed().get(0).plan();
    }

    @Test
    void severalRateLimitsAreOneOfSeveralBandwidths() {
        DeclaredAnnotation first = annotation("RateLimited", "permits", 10, "maxWait", "1s");
        DeclaredAnnotation second = annotation("RateLimited", "permits", 100, "per", "60s");
        DeclaredAnnotation third = annotation("RateLimited", "permits", 1000, "per", "1h", "burst", 50);
        DeclaredAnnotation all = annotation("RateLimited$All", "value", List.of(first, second, third));
        PolicyPlan plan = only(shop(method("public void a()", all))).policies().get(0);
        assertThat(plan.count("permits")).isEqualTo(10);
        assertThat(plan.text("also")).isEqualTo("100/1m,1000/1h/50");
        assertThat(plan.bandwidths("also"))
                .containsExactly(new Bandwidth(100, 60_000_000_000L, 100), new Bandwidth(1000, 3_600_000_000_000L, 50));
    }
}
