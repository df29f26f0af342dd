package dev.flyball.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import java.io.ObjectStreamClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Woven bytecode against a scripted linker; the JVM of these tests verifies every class. */
@NullUnmarked // the two moments pass null at every turn
class WeaverTest {

    /** What each method without parameters returns, and what replaces it. */
    private static final Map<String, List<Object>> RETURNS = Map.ofEntries(
            Map.entry("truth", List.of(true, false)),
            Map.entry("octet", List.of((byte) 1, (byte) 101)),
            Map.entry("little", List.of((short) 2, (short) 102)),
            Map.entry("letter", List.of('c', 'C')),
            Map.entry("number", List.of(4, 104)),
            Map.entry("large", List.of(5L, 105L)),
            Map.entry("single", List.of(6f, 106f)),
            Map.entry("twice", List.of(7d, 107d)),
            Map.entry("text", List.of("eight", "another")));

    @BeforeEach
    void reset() {
        FakeLink.reset();
    }

    /** Ends every exit as scripted, in order; then leaves endings alone. */
    private static void ends(Object[]... endings) {
        Deque<Object[]> left = new ArrayDeque<>(List.of(endings));
        FakeLink.script = new FakeLink.Script() {
            @Override
            public Object[] exit(Object[] arguments) {
                return left.poll();
            }
        };
    }

    /** Skips the body and ends so. */
    private static void skips(Object result, Throwable failure) {
        FakeLink.script = new FakeLink.Script() {
            @Override
            public Object enter(Object[] arguments) {
                return new Object[] {"refused"};
            }

            @Override
            public Object[] exit(Object[] arguments) {
                assertThat((Object[]) arguments[0]).containsExactly("refused");
                return new Object[] {null, result, failure};
            }
        };
    }

    private static Object[] end(Object again, Object result, Throwable failure) {
        return new Object[] {again, result, failure};
    }

    @ParameterizedTest
    @ValueSource(strings = {"truth", "octet", "little", "letter", "number", "large", "single", "twice", "text"})
    void anAdmittedCallReturnsWhatItsBodyReturns(String name) throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);

        assertThat(victim.call(name)).isEqualTo(RETURNS.get(name).get(0));
        assertThat(victim.ran()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"truth", "octet", "little", "letter", "number", "large", "single", "twice", "text"})
    void aResultIsReplaced(String name) throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();
        ends(end(null, RETURNS.get(name).get(1), null));

        assertThat(victim.callOn(self, name)).isEqualTo(RETURNS.get(name).get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"truth", "octet", "little", "letter", "number", "large", "single", "twice", "text"})
    void aRefusalSkipsTheBodyAndFlies(String name) throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();
        victim.ran().clear();
        RejectedExecutionException refusal = new RejectedExecutionException("no");
        skips(RETURNS.get(name).get(1), refusal);

        assertThatThrownBy(() -> victim.callOn(self, name)).isSameAs(refusal);
        assertThat(victim.ran()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"truth", "octet", "little", "letter", "number", "large", "single", "twice", "text"})
    void aSkippedBodyIsReplacedByAResult(String name) throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();
        victim.ran().clear();
        skips(RETURNS.get(name).get(1), null);

        assertThat(victim.callOn(self, name)).isEqualTo(RETURNS.get(name).get(1));
        assertThat(victim.ran()).isEmpty();
    }

    @Test
    void aRefusalWithoutAResultFliesFromMethodsThatReturnNothingOrAReference() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();
        RejectedExecutionException refusal = new RejectedExecutionException("no");
        skips(null, refusal);

        for (String name : List.of("nothing", "text", "numbers")) {
            assertThatThrownBy(() -> victim.callOn(self, name)).isSameAs(refusal);
        }
    }
    /** A primitive method's ending holds a box beside the refusal, or unboxing would lose it. */
    @Test
    void aStaticMethodIsRefusedToo() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        RejectedExecutionException refusal = new RejectedExecutionException("no");
        skips(0L, refusal);

        assertThatThrownBy(() -> victim.callOn(null, "statically", 1L, "b", 2d, (byte) 3))
                .isSameAs(refusal);
        assertThat(FakeLink.ENTERED).containsExactly(Arrays.asList((Object) null));
    }

    @Test
    void aFailureFliesWhenTheEndingIsLeftAlone() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        RuntimeException failure = new RuntimeException("body");

        assertThatThrownBy(() -> victim.call("failing", failure)).isSameAs(failure);
        assertThat(FakeLink.EXITED).last().isEqualTo(List.of("ticket", failure));
    }

    @Test
    void aFailureIsReplacedByAResultOrByAnother() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();
        RuntimeException other = new RuntimeException("other");
        ends(end(null, 7, null), end(null, 0, other));

        assertThat(victim.callOn(self, "failing", new RuntimeException("body"))).isEqualTo(7);
        assertThatThrownBy(() -> victim.callOn(self, "failing", new RuntimeException("body")))
                .isSameAs(other);
    }

    @Test
    void theBodysOwnErrorPassesUntouched() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        OutOfMemoryError failure = new OutOfMemoryError("body");

        assertThatThrownBy(() -> victim.call("failingWith", failure)).isSameAs(failure);
    }

    @Test
    void aFailedBodyIsRepeated() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();
        RuntimeException failure = new RuntimeException("body");
        ends(end("again", 0, null), end("again", 0, null));
        victim.ran().clear();
        FakeLink.EXITED.clear();

        assertThatThrownBy(() -> victim.callOn(self, "failing", failure)).isSameAs(failure);
        assertThat(victim.ran()).containsExactly("failing", "failing", "failing");
        assertThat(FakeLink.EXITED).hasSize(3).allMatch(given -> given.get(1) == failure);
    }

    @Test
    void argumentsAreRestoredBeforeARepeat() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();
        ends(end("again", null, null));
        victim.ran().clear();

        assertThat(victim.callOn(self, "countingDown", 3)).isEqualTo("left 2");
        assertThat(victim.ran()).containsExactly("left 2", "left 2");
    }

    @Test
    void aRefusedCallMayRunItsBodyAfterAll() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();
        List<Object> tickets = new ArrayList<>();
        FakeLink.script = new FakeLink.Script() {
            @Override
            public Object enter(Object[] arguments) {
                return new Object[] {"refused"};
            }

            @Override
            public Object[] exit(Object[] arguments) {
                tickets.add(arguments[0]);
                return tickets.size() == 1 ? end("again", 0, null) : null;
            }
        };

        assertThat(victim.callOn(self, "number")).isEqualTo(4);
        assertThat(tickets).hasSize(2);
        assertThat(tickets.get(0)).isSameAs(tickets.get(1));
    }

    @Test
    void aMomentThatThrowsLeavesTheCallAlone() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();
        RuntimeException body = new RuntimeException("body");
        FakeLink.script = new FakeLink.Script() {
            @Override
            public Object enter(Object[] arguments) {
                throw new StackOverflowError("in enter");
            }

            @Override
            public Object[] exit(Object[] arguments) {
                assertThat(arguments[0]).isNull();
                throw new IllegalStateException("in exit");
            }
        };

        for (Map.Entry<String, List<Object>> entry : RETURNS.entrySet()) {
            assertThat(victim.callOn(self, entry.getKey()))
                    .isEqualTo(entry.getValue().get(0));
        }
        assertThatThrownBy(() -> victim.callOn(self, "failing", body)).isSameAs(body);
    }

    @Test
    void privateStaticAndLambdaCallsAndConstructorsPassTheMoments() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        FakeLink.ENTERED.clear();

        Object self = victim.instance();
        assertThat(victim.callOn(self, "constructed")).isEqualTo(21);
        assertThat(((Supplier<?>) victim.callOn(self, "lambda")).get()).isEqualTo(2);
        assertThat(victim.callOn(self, "themselves")).isEqualTo("eight4");
        // privately, constructed, lambda, privately, themselves, text, number
        assertThat(FakeLink.ENTERED).hasSize(7).allMatch(given -> given.get(0) == self);
    }

    @Test
    void aSynchronizedMethodKeepsItsMonitor() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::plain);
        Object self = victim.instance();

        assertThat(victim.callOn(self, "locked", self)).isEqualTo("held: true");
        assertThat(Thread.holdsLock(self)).isFalse();
    }

    @Test
    void everyArgumentTravelsAsItselfToAFallback() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::withFallback);
        Object self = victim.instance();
        int[] numbers = {1};
        FakeLink.EXITED.clear();

        victim.callOn(self, "varied", true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "i", numbers, self);

        assertThat(FakeLink.EXITED.get(0))
                .isEqualTo(Arrays.asList(
                        "ticket", null, self, true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "i", numbers, self));
        assertThat(FakeLink.LINKED)
                .anyMatch(link -> link.startsWith("exit(Object,Throwable,Object,boolean,byte,short,char,int,long,float,"
                        + "double,Object,Object,Object)Object[]"));
    }

    @Test
    void keysAndTheConstantsOfThePlanReachTheLinker() throws Throwable {
        Woven victim = Woven.of(
                Victim.class,
                method -> new MethodPlan(
                        method.owner(),
                        method.name(),
                        method.descriptor(),
                        List.of(),
                        method.name().equals("statically") ? List.of(1, 0) : List.of(),
                        "",
                        false));

        victim.callOn(null, "statically", 1L, "b", 2d, (byte) 3);

        assertThat(FakeLink.ENTERED.get(0)).isEqualTo(Arrays.asList(null, "b", 1L));
        assertThat(FakeLink.LINKED)
                .containsExactly(
                        "enter(Object,Object,long)Object [statically, (JLjava/lang/String;DB)J, 1, v1 key=1,0]",
                        "exit(Object,Throwable)Object[] [statically, (JLjava/lang/String;DB)J, 1, v1 key=1,0]");
    }

    @Test
    void aStageMethodHandsItsStageOverAndTakesAnother() throws Throwable {
        Woven victim = Woven.of(
                Victim.class,
                method -> new MethodPlan(
                        method.owner(),
                        method.name(),
                        method.descriptor(),
                        List.of(),
                        List.of(),
                        "",
                        method.returnType().endsWith("CompletionStage")));
        Object self = victim.instance();
        CompletionStage<String> other = CompletableFuture.completedFuture("other");
        ends(end(null, other, null));
        FakeLink.EXITED.clear();

        assertThat(victim.callOn(self, "later", "word")).isSameAs(other);
        assertThat(FakeLink.EXITED.get(0)).hasSize(3);
        assertThat(((CompletionStage<?>) FakeLink.EXITED.get(0).get(1))).isInstanceOf(CompletableFuture.class);
    }

    @Test
    void aCarriedCallGivesItsArgumentsAtTheEntrance() throws Throwable {
        Woven victim = Woven.of(
                Victim.class,
                method -> new MethodPlan(
                        method.owner(),
                        method.name(),
                        method.descriptor(),
                        method.name().equals("later")
                                ? List.of(new PolicyPlan(PolicyKind.RETRY, Map.of("maxAttempts", "3")))
                                : List.of(),
                        List.of(),
                        "instead",
                        method.name().equals("later")));
        Object self = victim.instance();
        CompletionStage<String> carried = new CompletableFuture<>();
        victim.ran().clear();
        FakeLink.ENTERED.clear();
        skips(carried, null);

        assertThat(victim.callOn(self, "later", "word")).isSameAs(carried);
        assertThat(victim.ran()).isEmpty();
        assertThat(FakeLink.ENTERED).containsExactly(List.of(self, "word"));
    }

    @Test
    void framesOfATangledBodyStayRight() throws Throwable {
        String plain = new Victim().tangled(4, "flyball");

        assertThat(Woven.of(Victim.class, Woven::plain).call("tangled", 4, "flyball"))
                .isEqualTo(plain);
        assertThat(Woven.of(Victim.class, Woven::withFallback).call("tangled", 4, "flyball"))
                .isEqualTo(plain);
    }

    @Test
    void nothingIsAddedToTheClass() throws Throwable {
        Woven victim = Woven.of(Victim.class, Woven::withFallback);

        assertThat(victim.type().getDeclaredMethods()).hasSameSizeAs(Victim.class.getDeclaredMethods());
        assertThat(victim.type().getDeclaredFields()).hasSameSizeAs(Victim.class.getDeclaredFields());
        assertThat(victim.type().getInterfaces()).isEmpty();
        assertThat(ObjectStreamClass.lookupAny(victim.type()).getSerialVersionUID())
                .isEqualTo(ObjectStreamClass.lookupAny(Victim.class).getSerialVersionUID());
    }
}
