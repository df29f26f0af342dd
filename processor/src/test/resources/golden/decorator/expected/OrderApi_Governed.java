package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Stands before a {@code OrderApi} and governs the calls that come through; not those it makes itself.
 *
 * <ul>
 *   <li>{@code place(Comparable, String)}
 *     <ul>
 *       <li>fallback: park stands in for a call refused or failed
 *       <li>rate-limited: at most 5 calls per 1s, burst 5
 *     </ul>
 *   <li>{@code count()}
 *     <ul>
 *       <li>bulkhead: at most 2 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.OrderApi}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(OrderApi.class)
public final class OrderApi_Governed<T extends Comparable<T>> implements OrderApi<T> {
  private static final Site PLACE = Linker.link(
      OrderApi.class,
      "place",
      "(Ljava/lang/Comparable;Ljava/lang/String;)Ljava/lang/Comparable;",
      "v1 fallback=park rate-limited(name=com.acme.OrderApi.place permits=5 per=1s burst=0 algorithm=TOKEN_BUCKET min-permits=1 target-latency=\"\" overload-on=\"\" max-wait=0s warm-up=0s max-keys=10000 also=\"\" inherit=PROPORTIONALLY)");

  private static final Site COUNT = Linker.link(
      OrderApi.class,
      "count",
      "()I",
      "v1 bulkhead(name=com.acme.OrderApi.count max=2 max-waiting=0 max-wait=0s per-owner=0)");

  private final OrderApi<T> delegate;

  private OrderApi_Governed(OrderApi<T> delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /**
   * {@code delegate}, governed; a wrapper comes back unchanged.
   */
  public static <T extends Comparable<T>> OrderApi<T> govern(OrderApi<T> delegate) {
    return delegate instanceof OrderApi_Governed ? delegate : new OrderApi_Governed<>(delegate);
  }

  @Override
  public String toString() {
    return "OrderApi_Governed{" + delegate + "}";
  }

  @Override
  public T place(T order, String delegate) throws IOException {
    Object ticket = PLACE.enter(this.delegate);
    if (ticket instanceof Skip) {
      return PLACE.exit(ticket, null, cause -> this.delegate.park(order, delegate));
    }
    T result = null;
    try {
      result = this.delegate.place(order, delegate);
    } catch (Throwable failure) {
      if (PLACE.rethrows(ticket, failure, cause -> this.delegate.park(order, delegate))) {
        throw failure;
      }
    }
    return PLACE.exit(ticket, result);
  }

  @Override
  public int count() {
    Object ticket = COUNT.enter(delegate);
    if (ticket instanceof Skip) {
      return COUNT.exit(ticket, null);
    }
    int result = 0;
    try {
      result = delegate.count();
    } catch (Throwable failure) {
      if (COUNT.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return COUNT.exit(ticket, result);
  }

  @Override
  public T park(T order, String delegate) {
    return this.delegate.park(order, delegate);
  }

  @Override
  public void ship(T order) {
    delegate.ship(order);
  }

  @Override
  public String audit(List<T> what) {
    return delegate.audit(what);
  }

  @Override
  public void close() {
    delegate.close();
  }

  @Override
  public <B extends List<T>> void auditAll(Iterable<B> all) throws IllegalStateException {
    delegate.auditAll(all);
  }
}
