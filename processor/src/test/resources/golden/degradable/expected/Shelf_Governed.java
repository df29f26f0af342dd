package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Stands before a {@code Shelf} and governs the calls that come through; not those it makes itself.
 *
 * <ul>
 *   <li>{@code recommend(String)}
 *     <ul>
 *       <li>fallback: popular stands in for a call refused or failed
 *       <li>degradable: gives calls up while pressure is HIGH or higher
 *     </ul>
 *   <li>{@code audit(String)}
 *     <ul>
 *       <li>degradable: gives calls up while pressure is HIGH or higher (CRITICAL, priority LOW)
 *     </ul>
 *   <li>{@code price(String)}
 *     <ul>
 *       <li>degradable: gives a share of calls up that grows with the pressure from about HIGH on, priority CRITICAL
 *       <li>timeout: ends after 1s, interrupting the thread that runs it
 *     </ul>
 *   <li>{@code discount()}
 *     <ul>
 *       <li>degradable: gives calls up while pressure is EMERGENCY or higher
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Shelf}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Shelf.class)
public final class Shelf_Governed implements Shelf {
  private static final Site RECOMMEND = Linker.link(
      Shelf.class,
      "recommend",
      "(Ljava/lang/String;)Ljava/util/List;",
      "v1 fallback=popular degradable(name=com.acme.Shelf.recommend at=HIGH priority=NORMAL ramp=false)");

  private static final Site AUDIT = Linker.link(
      Shelf.class,
      "audit",
      "(Ljava/lang/String;)V",
      "v1 degradable(name=com.acme.Shelf.audit at=CRITICAL priority=LOW ramp=false)");

  private static final Site PRICE = Linker.link(
      Shelf.class,
      "price",
      "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;",
      "v1 stage degradable(name=prices at=HIGH priority=CRITICAL ramp=true) timeout(name=com.acme.Shelf.price value=1s interrupt=true)");

  private static final Site DISCOUNT = Linker.link(
      Shelf.class,
      "discount",
      "()D",
      "v1 degradable(name=com.acme.Shelf.discount at=EMERGENCY priority=NORMAL ramp=false)");

  private final Shelf delegate;

  private Shelf_Governed(Shelf delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /**
   * {@code delegate}, governed; a wrapper comes back unchanged.
   */
  public static Shelf govern(Shelf delegate) {
    return delegate instanceof Shelf_Governed ? delegate : new Shelf_Governed(delegate);
  }

  @Override
  public String toString() {
    return "Shelf_Governed{" + delegate + "}";
  }

  @Override
  public List<String> recommend(String user) {
    Object ticket = RECOMMEND.enter(delegate);
    if (ticket instanceof Skip) {
      return RECOMMEND.exit(ticket, null, cause -> delegate.popular(user));
    }
    List<String> result = null;
    try {
      result = delegate.recommend(user);
    } catch (Throwable failure) {
      if (RECOMMEND.rethrows(ticket, failure, cause -> delegate.popular(user))) {
        throw failure;
      }
    }
    return RECOMMEND.exit(ticket, result);
  }

  @Override
  public void audit(String what) {
    Object ticket = AUDIT.enter(delegate);
    if (ticket instanceof Skip) {
      AUDIT.exit(ticket, null);
      return;
    }
    try {
      delegate.audit(what);
    } catch (Throwable failure) {
      if (AUDIT.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    AUDIT.exit(ticket, null);
  }

  @Override
  public CompletionStage<String> price(String item) {
    Object ticket = PRICE.carry(delegate, null, () -> delegate.price(item));
    return PRICE.exit(ticket, null);
  }

  @Override
  public double discount() {
    Object ticket = DISCOUNT.enter(delegate);
    if (ticket instanceof Skip) {
      return DISCOUNT.exit(ticket, null);
    }
    double result = 0;
    try {
      result = delegate.discount();
    } catch (Throwable failure) {
      if (DISCOUNT.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return DISCOUNT.exit(ticket, result);
  }

  @Override
  public List<String> popular(String user) {
    return delegate.popular(user);
  }
}
