package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import javax.annotation.processing.Generated;

/**
 * A {@code Shop} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code place(String)}
 *     <ul>
 *       <li>rate-limited: at most 50 calls per 1s, burst 50
 *     </ul>
 *   <li>{@code pack(String, String)}
 *     <ul>
 *       <li>circuit-breaker: opens for 10s when 50% of the last 100 calls failed, judged from 20 calls on; 5 probes decide
 *       <li>bulkhead: at most 3 calls at the same time
 *     </ul>
 *   <li>{@code count(String)}
 *     <ul>
 *       <li>bulkhead: at most 3 calls at the same time
 *     </ul>
 *   <li>{@code inStock(char)}
 *     <ul>
 *       <li>bulkhead: at most 3 calls at the same time
 *     </ul>
 *   <li>{@code initial()}
 *     <ul>
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Shop}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Shop.class)
public class Shop_Governed extends Shop {
  private static final Site PLACE = Linker.link(
      Shop.class,
      "place",
      "(Ljava/lang/String;)Ljava/lang/String;",
      "v1 rate-limited(name=com.acme.Shop.place permits=50 per=1s burst=0 algorithm=TOKEN_BUCKET min-permits=1 target-latency=\"\" overload-on=\"\" max-wait=0s warm-up=0s max-keys=10000 also=\"\" inherit=PROPORTIONALLY)");

  private static final Site PACK = Linker.link(
      Shop.class,
      "pack",
      "(Ljava/lang/String;Ljava/lang/String;)V",
      "v1 circuit-breaker(name=com.acme.Shop.pack failure-rate=0.5 window=100 minimum-calls=20 slow-call-duration=\"\" slow-call-rate=1 open-for=10s open-for-factor=1 open-for-max=5m probes=5 probe-timeout=30s memory-threshold=\"\" record-on=java.lang.Throwable ignore-on=\"\") bulkhead(name=com.acme.Shop.pack max=3 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site COUNT = Linker.link(
      Shop.class,
      "count",
      "(Ljava/lang/String;)I",
      "v1 bulkhead(name=stock max=3 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site IN_STOCK = Linker.link(
      Shop.class,
      "inStock",
      "(C)Z",
      "v1 bulkhead(name=stock max=3 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site INITIAL = Linker.link(
      Shop.class,
      "initial",
      "()C",
      "v1 bulkhead(name=com.acme.Shop.initial max=1 max-waiting=0 max-wait=0s per-owner=0)");

  public Shop_Governed(String town) {
    super(town);
  }

  protected Shop_Governed() {
    super();
  }

  @Override
  public String place(String order) {
    Object ticket = PLACE.enter(this);
    if (ticket instanceof Skip) {
      return PLACE.exit(ticket, null);
    }
    String result = null;
    try {
      result = super.place(order);
    } catch (Throwable failure) {
      if (PLACE.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return PLACE.exit(ticket, result);
  }

  @Override
  public void pack(String order, String ticket) {
    Object ticket_ = PACK.enter(this);
    if (ticket_ instanceof Skip) {
      PACK.exit(ticket_, null);
      return;
    }
    try {
      super.pack(order, ticket);
    } catch (Throwable failure) {
      if (PACK.rethrows(ticket_, failure)) {
        throw failure;
      }
    }
    PACK.exit(ticket_, null);
  }

  @Override
  protected int count(String result) {
    Object ticket = COUNT.enter(this);
    if (ticket instanceof Skip) {
      return COUNT.exit(ticket, null);
    }
    int result_ = 0;
    try {
      result_ = super.count(result);
    } catch (Throwable failure) {
      if (COUNT.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return COUNT.exit(ticket, result_);
  }

  @Override
  boolean inStock(char failure) {
    Object ticket = IN_STOCK.enter(this);
    if (ticket instanceof Skip) {
      return IN_STOCK.exit(ticket, null);
    }
    boolean result = false;
    try {
      result = super.inStock(failure);
    } catch (Throwable failure_) {
      if (IN_STOCK.rethrows(ticket, failure_)) {
        throw failure_;
      }
    }
    return IN_STOCK.exit(ticket, result);
  }

  @Override
  char initial() {
    Object ticket = INITIAL.enter(this);
    if (ticket instanceof Skip) {
      return INITIAL.exit(ticket, null);
    }
    char result = '\0';
    try {
      result = super.initial();
    } catch (Throwable failure) {
      if (INITIAL.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return INITIAL.exit(ticket, result);
  }
}
