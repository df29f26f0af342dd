package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Stands before a {@code Currency} and governs the calls that come through; not those it makes itself.
 *
 * <ul>
 *   <li>{@code name(String)}
 *     <ul>
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 *   <li>{@code against(Currency)}
 *     <ul>
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Currency}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Currency.class)
final class Currency_Governed implements Place, Comparable2<Currency> {
  private static final Site NAME = Linker.link(
      Currency.class,
      "name",
      "(Ljava/lang/String;)Ljava/lang/String;",
      "v1 bulkhead(name=com.acme.Currency.name max=1 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site AGAINST = Linker.link(
      Currency.class,
      "against",
      "(Lcom/acme/Currency;)I",
      "v1 bulkhead(name=com.acme.Currency.against max=1 max-waiting=0 max-wait=0s per-owner=0)");

  private final Currency delegate;

  private Currency_Governed(Currency delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /**
   * {@code delegate}, governed.
   */
  static Currency_Governed govern(Currency delegate) {
    return new Currency_Governed(delegate);
  }

  @Override
  public String toString() {
    return "Currency_Governed{" + delegate + "}";
  }

  @Override
  public String name(String language) {
    Object ticket = NAME.enter(delegate);
    if (ticket instanceof Skip) {
      return NAME.exit(ticket, null);
    }
    String result = null;
    try {
      result = delegate.name(language);
    } catch (Throwable failure) {
      if (NAME.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return NAME.exit(ticket, result);
  }

  @Override
  public int against(Currency other) {
    Object ticket = AGAINST.enter(delegate);
    if (ticket instanceof Skip) {
      return AGAINST.exit(ticket, null);
    }
    int result = 0;
    try {
      result = delegate.against(other);
    } catch (Throwable failure) {
      if (AGAINST.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return AGAINST.exit(ticket, result);
  }

  @Override
  public int x() {
    return delegate.x();
  }

  @Override
  public int height() {
    return delegate.height();
  }
}
