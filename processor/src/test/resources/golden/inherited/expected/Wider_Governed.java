package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Stands before a {@code Wider} and governs the calls that come through; not those it makes itself.
 *
 * <ul>
 *   <li>{@code ask()}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Wider}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Wider.class)
public final class Wider_Governed implements Wider {
  private static final Site ASK = Linker.link(
      Api.class,
      "ask",
      "()V",
      "v1 bulkhead(name=com.acme.Api.ask max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private final Wider delegate;

  private Wider_Governed(Wider delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /**
   * {@code delegate}, governed; a wrapper comes back unchanged.
   */
  public static Wider govern(Wider delegate) {
    return delegate instanceof Wider_Governed ? delegate : new Wider_Governed(delegate);
  }

  @Override
  public String toString() {
    return "Wider_Governed{" + delegate + "}";
  }

  @Override
  public void ask() {
    Object ticket = ASK.enter(delegate);
    if (ticket instanceof Skip) {
      ASK.exit(ticket, null);
      return;
    }
    try {
      delegate.ask();
    } catch (Throwable failure) {
      if (ASK.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    ASK.exit(ticket, null);
  }

  @Override
  public void tell() {
    delegate.tell();
  }

  @Override
  public void more() {
    delegate.more();
  }
}
