package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import javax.annotation.processing.Generated;

/**
 * A {@code Base} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code work(Object)}
 *     <ul>
 *       <li>fallback: instead stands in for a call refused or failed
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 *   <li>{@code replaced()}
 *     <ul>
 *       <li>bulkhead: at most 2 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Base}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Base.class)
public class Base_Governed<T> extends Base<T> {
  private static final Site WORK = Linker.link(
      Base.class,
      "work",
      "(Ljava/lang/Object;)Ljava/lang/Object;",
      "v1 fallback=instead bulkhead(name=com.acme.Base.work max=1 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site REPLACED = Linker.link(
      Base.class,
      "replaced",
      "()V",
      "v1 bulkhead(name=com.acme.Base.replaced max=2 max-waiting=0 max-wait=0s per-owner=0)");

  public Base_Governed() {
    super();
  }

  @Override
  protected T work(T item) {
    Object ticket = WORK.enter(this);
    if (ticket instanceof Skip) {
      return WORK.exit(ticket, null, cause -> instead(item));
    }
    T result = null;
    try {
      result = super.work(item);
    } catch (Throwable failure) {
      if (WORK.rethrows(ticket, failure, cause -> instead(item))) {
        throw failure;
      }
    }
    return WORK.exit(ticket, result);
  }

  @Override
  public void replaced() {
    Object ticket = REPLACED.enter(this);
    if (ticket instanceof Skip) {
      REPLACED.exit(ticket, null);
      return;
    }
    try {
      super.replaced();
    } catch (Throwable failure) {
      if (REPLACED.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    REPLACED.exit(ticket, null);
  }
}
