package dev.flyball.model;

import static dev.flyball.model.Declared.annotation;
import static dev.flyball.model.Declared.method;
import static dev.flyball.model.Declared.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which methods a fallback's name stands for, and every tag about it with its whole text. */
class FallbackTest {

    private static final DeclaredAnnotation RATE = annotation("RateLimited", "permits", 50, "fallback", "park");
    private static final DeclaredMethod BUY = method("public Receipt buy(Item item, int count)", RATE);

    @Test
    void aFallbackMustExist() {
        assertError(
                shop(BUY),
                "[fallback-not-found] No method 'park' in Shop can stand in for Shop.buy(Item, int). Fix: "
                        + "declare Receipt park(Item item, int count)");
        assertError(
                shop(
                        BUY,
                        method("Receipt prak(Item item)"),
                        method("Receipt later(Item i, int n)"),
                        method("int other()")),
                "[fallback-not-found] No method 'park' in Shop can stand in for Shop.buy(Item, int). "
                        + "Near: prak(Item), later(Item, int). Fix: declare Receipt park(Item item, int count)");
    }

    @Test
    void aFallbackTakesTheSameParametersOrNone() {
        assertError(
                shop(BUY, method("Receipt park(Item item)"), method("Receipt park(int c, Item item)")),
                "[fallback-signature] No 'park' can stand in for Shop.buy(Item, int): park(Item) needs "
                        + "(Item, int) or (), each optionally plus a Throwable; park(int, Item) needs (Item, int) "
                        + "or (), each optionally plus a Throwable. Fix: declare Receipt park(Item item, int count)");
        assertError(
                shop(method("Receipt buy()", RATE), method("Receipt park(Item item)")),
                "[fallback-signature] No 'park' can stand in for Shop.buy(): park(Item) needs () "
                        + "optionally plus a Throwable. Fix: declare Receipt park()");
        assertError(
                shop(method("static Receipt buy()", RATE), method("Receipt park()")),
                "[fallback-signature] No 'park' can stand in for Shop.buy(): park() needs to be static, "
                        + "as buy is. Fix: declare static Receipt park()");
    }

    @Test
    void aFallbackReturnsWhatTheMethodMay() {
        assertError(
                shop(BUY, method("Object park(Item item, int c)")),
                "[fallback-return] 'park(Item, int)' cannot stand in for Shop.buy(Item, int): it returns "
                        + "Object, not Receipt. Fix: let it return Receipt");
    }

    @Test
    void aFallbackThrowsNoOtherCheckedException() {
        assertError(
                shop(BUY, method("Receipt park() throws IOException")),
                "[fallback-throws] 'park()' cannot stand in for Shop.buy(Item, int): it throws "
                        + "IOException, which buy does not declare. Fix: catch it in the fallback, or declare it on "
                        + "buy");
    }

    @Test
    void twoFallbacksMustNotTakeTheSameFailure() {
        assertError(
                shop(BUY, method("Receipt park()"), method("Receipt park(Item i, int c)")),
                "[fallback-ambiguous] Both park() and park(Item, int) could stand in for Shop.buy(Item, "
                        + "int): each takes any failure. Fix: rename one of them");
        assertError(
                shop(BUY, method("Receipt park(Throwable t)"), method("Receipt park(Item i, int c, Throwable t)")),
                "[fallback-ambiguous] Both park(Throwable) and park(Item, int, Throwable) could stand in "
                        + "for Shop.buy(Item, int): each takes Throwable. Fix: rename one of them");
    }

    @Test
    void aFallbackThatTakesNoRefusalIsDoubtful() {
        assertWarning(
                shop(BUY, method("Receipt park(IOException e)")),
                "[fallback-cause] No 'park' takes a refusal of Shop.buy(Item, int): they take IOException "
                        + "only. Fix: add an overload that takes a RejectedExecutionException or a Throwable");
    }

    @Test
    void aFallbackThatTakesNoTimeoutIsDoubtful() {
        DeclaredMethod quote = method(
                "public Receipt buy(Item item, int count)", annotation("Timeout", "value", "1s", "fallback", "park"));
        assertWarning(
                shop(quote, method("Receipt park(IOException e)")),
                "[fallback-cause] No 'park' takes the timeout of Shop.buy(Item, int): they take IOException only. "
                        + "Fix: add an overload that takes a CallTimedOutException or a Throwable");
        assertThat(PlanReader.read(shop(quote, method("Receipt park(RuntimeException e)")))
                        .problems())
                .isEmpty();
    }

    @Test
    void aMethodIsNotItsOwnFallback() {
        assertError(
                shop(method("public void park()", RATE)),
                "[fallback-cycle] The fallback of Shop.park() is the method itself. Fix: name another " + "method");
    }

    @Test
    void aFallbackBehindTheSameBreakerIsDoubtful() {
        assertWarning(
                shop(
                        method("void a()", annotation("CircuitBreaker", "name", "x", "fallback", "b")),
                        method("void b()", annotation("CircuitBreaker", "name", "x"))),
                "[fallback-shares-policy] The fallback b() of Shop.a() stands behind the same "
                        + "circuit-breaker \"x\": what refuses one refuses both. Fix: give the fallback a policy of "
                        + "its own, or none");
    }

    @Test
    void aMethodHasOneFallback() {
        assertError(
                shop(method(
                        "void a()",
                        annotation("Bulkhead", "max", 5, "fallback", "x"),
                        annotation("Retry", "fallback", "y"))),
                "[conflicting-attributes] @Bulkhead on Shop.a(): fallback = \"x\", but @Retry names \"y\", "
                        + "and a method has one fallback. Fix: name one of them once");
    }

    @Test
    void fallbacksThatLeadInACircleAreAllRefused() {
        Reading reading = PlanReader.read(shop(
                method("void a()", annotation("Retry", "fallback", "b")),
                method("void b()", annotation("Retry", "fallback", "a"))));
        assertThat(reading.problems())
                .extracting(Problem::text)
                .containsExactly(
                        "[fallback-cycle] The fallback of Shop.a() leads back to it: a() -> b() -> a()."
                                + " Fix: let one of them do without a fallback",
                        "[fallback-cycle] The fallback of Shop.b() leads back to it: b() -> a() -> b()."
                                + " Fix: let one of them do without a fallback");
        assertThat(reading.governed()).isEmpty();
    }

    @Test
    void aTypesFallbackMustBeLeftOutOfItsPolicies() {
        Reading reading = PlanReader.read(shop(List.of(RATE), method("public void a()"), method("public void park()")));
        assertThat(reading.problems())
                .extracting(Problem::text)
                .containsExactly("[fallback-cycle] The fallback of Shop.park() is the method itself."
                        + " Fix: mark park with @Ungoverned");
        assertThat(reading.governed()).extracting(g -> g.method().name()).containsExactly("a");
    }

    @Test
    void theMostSpecificFailureComesFirst() {
        assertThat(choices(shop(
                        BUY,
                        method("Receipt park(Item i, int c)"),
                        method("Receipt park(Item i, int c, Throwable t)"),
                        method("Receipt park(FileNotFoundException e)"),
                        method("Receipt park(Exception e)"),
                        method("Receipt park(Item i, int c, IOException e)"))))
                .containsExactly(
                        "park(FileNotFoundException) none FileNotFoundException",
                        "park(Item, int, IOException) all IOException",
                        "park(Exception) none Exception",
                        "park(Item, int, Throwable) all Throwable",
                        "park(Item, int) all -");
    }

    @Test
    void anInheritedFallbackCounts() {
        DeclaredMethod park = Declared.ownedBy("com.acme.Base", method("protected Receipt park()"));
        DeclaredType type = Declared.type(DeclaredType.Kind.CLASS, List.of(), List.of(BUY), List.of(park), true);
        assertThat(choices(type)).containsExactly("park() none -");
    }

    @Test
    void anOverriddenFallbackCountsOnce() {
        DeclaredMethod park = method("public Receipt park()");
        DeclaredMethod base = Declared.ownedBy("com.acme.Base", park);
        DeclaredType type = Declared.type(DeclaredType.Kind.CLASS, List.of(), List.of(BUY, park), List.of(base), true);
        assertThat(choices(type)).containsExactly("park() none -");
    }

    @Test
    void whatAFrontEndCannotSeeIsLeftToTheLink() {
        DeclaredType type = Declared.type(DeclaredType.Kind.CLASS, List.of(), List.of(BUY), List.of(), false);
        Reading reading = PlanReader.read(type);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.plan("buy", BUY.descriptor()).orElseThrow().fallback())
                .isEqualTo("park");
        assertThat(choices(type)).isEmpty();
    }

    @Test
    void unknownTypesGetTheBenefitOfTheDoubt() {
        assertThat(choices(shop(BUY, method("MysteryReceipt park(MysteryFailure cause) throws MysteryTrouble"))))
                .containsExactly("park(MysteryFailure) none MysteryFailure");
    }

    @Test
    void anOverloadWhoseLastParameterMayBeNoFailureDoesNotMatter() {
        assertThat(choices(shop(
                        BUY,
                        method("void park(MysteryOrder order)"),
                        method("void park(Item i, int c, MysteryOrder order)"),
                        method("Receipt park()"))))
                .containsExactly("park() none -");
        assertThat(choices(shop(
                        BUY,
                        method("Receipt park(MysteryOrder order)"),
                        method("Receipt park(Item i, int c, MysteryOrder order)"))))
                .hasSize(2);
    }

    @Test
    void anArrayIsNoFailure() {
        assertThat(choices(shop(BUY, method("Receipt park(Mystery[] orders)"), method("Receipt park()"))))
                .containsExactly("park() none -");
    }

    @Test
    void anArrayMayStandInForAnArrayOfAWiderType() {
        assertThat(choices(shop(method("Object[] buy()", RATE), method("String[] park(Throwable t)"))))
                .containsExactly("park(Throwable) none Throwable");
    }

    @Test
    void anOverloadForOtherUsesDoesNotMatter() {
        assertThat(choices(shop(BUY, method("void park(String elsewhere)"), method("Receipt park()"))))
                .containsExactly("park() none -");
    }

    @Test
    void aStaticFallbackServesAnInstanceMethod() {
        assertThat(choices(shop(BUY, method("private static Receipt park()")))).containsExactly("park() none -");
    }

    @Test
    void aFallbackMayThrowWhatTheMethodDeclaresAndAnythingUnchecked() {
        assertThat(choices(shop(
                        method("Receipt buy(Item item) throws IOException", RATE),
                        method("Receipt park() throws FileNotFoundException, RuntimeException, Error"))))
                .containsExactly("park() none -");
    }

    @Test
    void theNearestAnnotationNamesTheFallback() {
        Reading reading = PlanReader.read(shop(
                List.of(RATE),
                method("public void a()", annotation("Retry", "fallback", "later")),
                method("void later()")));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.governed().get(0).plan().fallback()).isEqualTo("later");
    }

    private static List<String> choices(DeclaredType type) {
        return PlanReader.read(type).governed().get(0).fallbacks().stream()
                .map(choice -> Spelling.signature(choice.method())
                        + (choice.takesArguments() ? " all " : " none ")
                        + (choice.cause() == null ? "-" : Spelling.simple(choice.cause())))
                .toList();
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
