package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Stands before a {@code Api} and governs the calls that come through; not those it makes itself.
 *
 * <ul>
 *   <li>{@code ask()}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code tell()}
 *     <ul>
 *       <li>bulkhead: at most 5 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Api}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Api.class)
public final class Api_Governed implements Api {
  private static final Site ASK = Linker.link(
      Api.class,
      "ask",
      "()V",
      "v1 bulkhead(name=com.acme.Api.ask max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site TELL = Linker.link(
      Api.class,
      "tell",
      "()V",
      "v1 bulkhead(name=com.acme.Api.tell max=5 max-waiting=0 max-wait=0s per-owner=0)");

  private final Api delegate;

  private Api_Governed(Api delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /**
   * {@code delegate}, governed; a wrapper comes back unchanged.
   */
  public static Api govern(Api delegate) {
    return delegate instanceof Api_Governed ? delegate : new Api_Governed(delegate);
  }

  @Override
  public String toString() {
    return "Api_Governed{" + delegate + "}";
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
    Object ticket = TELL.enter(delegate);
    if (ticket instanceof Skip) {
      TELL.exit(ticket, null);
      return;
    }
    try {
      delegate.tell();
    } catch (Throwable failure) {
      if (TELL.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    TELL.exit(ticket, null);
  }
}
