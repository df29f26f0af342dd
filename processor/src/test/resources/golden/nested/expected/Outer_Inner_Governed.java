package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Skip;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/**
 * A {@code Inner} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code deep(Supplier, Site)}
 *     <ul>
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Outer.Inner}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Outer.Inner.class)
public class Outer_Inner_Governed<T> extends Outer.Inner<T> {
  private static final dev.flyball.runtime.bridge.Site DEEP = Linker.link(
      Outer.Inner.class,
      "deep",
      "(Ljava/util/function/Supplier;Lcom/acme/Outer$Inner$Site;)Lcom/acme/Outer$Inner$Deep;",
      "v1 bulkhead(name=com.acme.Outer.Inner.deep max=1 max-waiting=0 max-wait=0s per-owner=0)");

  protected Outer_Inner_Governed(T first) {
    super(first);
  }

  @Override
  public Outer.Inner.Deep deep(Supplier<Outer.Inner<T>> from, Outer.Inner.Site site) {
    Object ticket = DEEP.enter(this);
    if (ticket instanceof Skip) {
      return DEEP.exit(ticket, null);
    }
    Outer.Inner.Deep result = null;
    try {
      result = super.deep(from, site);
    } catch (Throwable failure) {
      if (DEEP.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return DEEP.exit(ticket, result);
  }
}
