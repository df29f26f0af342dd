package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import javax.annotation.processing.Generated;

/**
 * A {@code Deep} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code name()}
 *     <ul>
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Outer.Inner.Deep}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Outer.Inner.Deep.class)
public class Outer_Inner_Deep_Governed extends Outer.Inner.Deep {
  private static final Site NAME = Linker.link(
      Outer.Inner.Deep.class,
      "name",
      "()Ljava/lang/String;",
      "v1 bulkhead(name=com.acme.Outer.Inner.Deep.name max=1 max-waiting=0 max-wait=0s per-owner=0)");

  public Outer_Inner_Deep_Governed() {
    super();
  }

  @Override
  String name() {
    Object ticket = NAME.enter(this);
    if (ticket instanceof Skip) {
      return NAME.exit(ticket, null);
    }
    String result = null;
    try {
      result = super.name();
    } catch (Throwable failure) {
      if (NAME.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return NAME.exit(ticket, result);
  }
}
