package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import javax.annotation.processing.Generated;

/**
 * A {@code Bills} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code bill(String)}
 *     <ul>
 *       <li>retry: up to 3 attempts within 3m, pausing 100ms and twice as long each time, up to 10s, 100% random
 *     </ul>
 *   <li>{@code total(String)}
 *     <ul>
 *       <li>rate-limited: at most 3 calls per 1s, burst 3, waiting up to 1s, for each value of parameter 0 (up to 10000 values)
 *     </ul>
 *   <li>{@code most(Comparable, Comparable)}
 *     <ul>
 *       <li>fallback: later stands in for a call refused or failed
 *       <li>retry: up to 3 attempts within 3m, pausing 100ms and twice as long each time, up to 10s, 100% random
 *       <li>bulkhead: at most 2 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Bills}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Bills.class)
public class Bills_Governed extends Bills {
  private static final Site BILL = Linker.link(
      Bills.class,
      "bill",
      "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;",
      "v1 stage retry(name=com.acme.Bills.bill max-attempts=3 delay=100ms backoff=EXPONENTIAL max-delay=10s max-duration=3m jitter=1 retry-on=java.lang.Exception abort-on=\"\")");

  private static final Site TOTAL = Linker.link(
      Bills.class,
      "total",
      "(Ljava/lang/String;)Ljava/util/concurrent/CompletableFuture;",
      "v1 stage key=0 rate-limited(name=com.acme.Bills.total permits=3 per=1s burst=0 algorithm=TOKEN_BUCKET min-permits=1 target-latency=\"\" overload-on=\"\" max-wait=1s warm-up=0s max-keys=10000 also=\"\" inherit=PROPORTIONALLY)");

  private static final Site MOST = Linker.link(
      Bills.class,
      "most",
      "(Ljava/lang/Comparable;Ljava/lang/Comparable;)Ljava/util/concurrent/CompletableFuture;",
      "v1 stage fallback=later retry(name=com.acme.Bills.most max-attempts=3 delay=100ms backoff=EXPONENTIAL max-delay=10s max-duration=3m jitter=1 retry-on=java.lang.Exception abort-on=\"\") bulkhead(name=com.acme.Bills.most max=2 max-waiting=0 max-wait=0s per-owner=0)");

  public Bills_Governed() {
    super();
  }

  @Override
  public CompletionStage<String> bill(String order) throws IOException {
    Object ticket = BILL.carry(this, null, () -> super.bill(order));
    return BILL.exit(ticket, null);
  }

  @Override
  public CompletableFuture<? extends Number> total(String customer) {
    Object ticket = TOTAL.carry(this, customer, () -> super.total(customer));
    return TOTAL.exit(ticket, null);
  }

  @Override
  public <T extends Comparable<T>> CompletableFuture<T> most(T one, T two) {
    Object ticket = MOST.carry(this, null, () -> super.most(one, two), cause -> {
      if (cause instanceof RejectedExecutionException rejectedExecutionException) {
        return later(one, two, rejectedExecutionException);
      }
      throw cause;
    });
    return MOST.exit(ticket, null);
  }
}
