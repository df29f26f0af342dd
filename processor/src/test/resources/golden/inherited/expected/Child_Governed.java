package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import javax.annotation.processing.Generated;

/**
 * A {@code Child} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code own()}
 *     <ul>
 *       <li>bulkhead: at most 9 calls at the same time
 *     </ul>
 *   <li>{@code ask()}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code work(Object)}
 *     <ul>
 *       <li>fallback: instead stands in for a call refused or failed
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 *   <li>{@code tell()}
 *     <ul>
 *       <li>bulkhead: at most 5 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Child}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Child.class)
public class Child_Governed extends Child {
  private static final Site OWN = Linker.link(
      Child.class,
      "own",
      "()V",
      "v1 bulkhead(name=com.acme.Child.own max=9 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site ASK = Linker.link(
      Child.class,
      "ask",
      "()V",
      "v1 bulkhead(name=com.acme.Child.ask max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site WORK = Linker.link(
      Base.class,
      "work",
      "(Ljava/lang/Object;)Ljava/lang/Object;",
      "v1 fallback=instead bulkhead(name=com.acme.Base.work max=1 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site TELL = Linker.link(
      Api.class,
      "tell",
      "()V",
      "v1 bulkhead(name=com.acme.Api.tell max=5 max-waiting=0 max-wait=0s per-owner=0)");

  public Child_Governed() {
    super();
  }

  @Override
  public void own() {
    Object ticket = OWN.enter(this);
    if (ticket instanceof Skip) {
      OWN.exit(ticket, null);
      return;
    }
    try {
      super.own();
    } catch (Throwable failure) {
      if (OWN.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    OWN.exit(ticket, null);
  }

  @Override
  public void ask() {
    Object ticket = ASK.enter(this);
    if (ticket instanceof Skip) {
      ASK.exit(ticket, null);
      return;
    }
    try {
      super.ask();
    } catch (Throwable failure) {
      if (ASK.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    ASK.exit(ticket, null);
  }

  @Override
  protected String work(String item) {
    Object ticket = WORK.enter(this);
    if (ticket instanceof Skip) {
      return WORK.exit(ticket, null, cause -> instead(item));
    }
    String result = null;
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
  public void tell() {
    Object ticket = TELL.enter(this);
    if (ticket instanceof Skip) {
      TELL.exit(ticket, null);
      return;
    }
    try {
      super.tell();
    } catch (Throwable failure) {
      if (TELL.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    TELL.exit(ticket, null);
  }
}
