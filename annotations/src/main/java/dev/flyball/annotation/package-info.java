/**
 * What users write: the annotations that put a governor on a method.
 *
 * <p>Nothing happens by the annotation alone. The agent ({@code -javaagent:flyball-agent.jar}) governs annotated
 * methods however they are called; the annotation processor checks the annotations while compiling and writes a
 * wrapper for each annotated type. Both read them in the same way.
 *
 * <h2 id="where">Which methods an annotation governs</h2>
 *
 * <ul>
 *   <li>On a method: its body, whatever its access; static ones too.
 *   <li>On a class: the public instance methods declared there; {@link dev.flyball.annotation.Ungoverned} leaves one
 *       out. On an interface: its default methods, and what a wrapper of that interface passes on.
 *   <li>On an interface method: the bodies that implement it.
 *   <li>Never constructors, {@code equals}, {@code hashCode} and {@code toString}. Overriding a governed method
 *       inherits nothing, as a call of {@code super} would pay twice.
 * </ul>
 *
 * <p>An annotation of your own that carries some of these, and is kept in the class file as annotations are by default,
 * stands for them, so that a policy has one place:
 *
 * <pre>{@code
 * @Retry(maxAttempts = 2)
 * @CircuitBreaker(name = "payments", failureRate = 0.3)
 * @interface Critical {}
 * }</pre>
 *
 * <p>Different policies on one method add up. Of the same policy the nearest counts, whole: on the method, carried by
 * an annotation of your own there, on the class, carried there, on the interface method, carried there.
 *
 * <h2 id="order">Order</h2>
 *
 * <p>From the caller to the body: {@code Degradable} and fallback, {@code Retry}, {@code CircuitBreaker},
 * {@code RateLimited}, {@code Timeout}, {@code Bulkhead}, {@code AdaptiveConcurrency}, {@code Pooled} or
 * {@code Actor}, {@code Supervised}. So each attempt passes the breaker, and an open breaker spends no rate permit.
 *
 * <h2 id="name">Names and instances</h2>
 *
 * <p>A policy with a {@code name} is one instance wherever that name stands. Without one each method has its own,
 * shared by all objects of the class and named after it: {@code com.acme.Shop.buy}, or
 * {@code com.acme.Shop.buy-Item-int} where several overloads are governed. Configuration sets any attribute by that
 * name: {@code flyball.rate-limited.com.acme.Shop.buy.permits = 20}.
 *
 * <h2 id="values">Values</h2>
 *
 * <p>Durations are a number and a unit, {@code ns, us, ms, s, m, h} or {@code d}: {@code "250ms"}, {@code "1.5s"}.
 * Sizes are {@code B, kB, MB, GB} (powers of 1000) or {@code KiB, MiB, GiB} (powers of 1024). A bare number is
 * refused. Shares are ratios from 0 to 1.
 *
 * <h2 id="fallback">Fallbacks</h2>
 *
 * <p>A {@code fallback} names methods of the same class, inherited ones included, that take the governed method's
 * parameters or none, and after them perhaps the failure as a {@code Throwable} of any type. Of several the one with
 * the most specific failure is called; a failure that none takes reaches the caller. The return type must fit, no
 * further checked exceptions may be declared, and a static method needs a static fallback. A generated wrapper cannot
 * call a private one.
 *
 * <pre>{@code
 * @CircuitBreaker(fallback = "lastKnown")
 * Price price(Item item) throws IOException { ... }
 *
 * Price lastKnown(Item item, RejectedExecutionException refusal) { ... }
 *
 * Price lastKnown(Item item, IOException failure) { ... }
 * }</pre>
 *
 * <p>It stands in for refusals and for exceptions, never for an {@code Error}, and at most once per call. A method has
 * one fallback, whichever of its policies names it. If the fallback fails itself, the caller sees its failure, with
 * the original one as suppressed.
 *
 * <h2 id="refusals">What callers see</h2>
 *
 * <p>A refused call throws a {@code dev.flyball.runtime.call.RefusedException}, one subclass for each policy, which
 * says who refused, by which rule and numbers, and where possible when to try again. It is a
 * {@code java.util.concurrent.RejectedExecutionException}, so that a program can catch it without Flyball's jars. A
 * method that returns a {@code CompletionStage} or {@code CompletableFuture} returns a failed stage instead, and its
 * calls last until the stage completes.
 *
 * <h2 id="errors">Mistakes</h2>
 *
 * <p>A wrong attribute is a compile error with the processor; the agent logs the same text and leaves the method as it
 * was.
 *
 * <p>All annotations are kept in the class file and not at run time ({@code CLASS}): agent and processor read class
 * files and source, nobody reflects, and a program runs without this jar.
 */
package dev.flyball.annotation;
