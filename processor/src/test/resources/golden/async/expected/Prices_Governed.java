package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * A {@code Prices} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code ask(String)}
 *     <ul>
 *       <li>circuit-breaker: opens for 10s when 50% of the last 100 calls failed, judged from 20 calls on; 5 probes decide
 *     </ul>
 *   <li>{@code askOrOld(String)}
 *     <ul>
 *       <li>fallback: old stands in for a call refused or failed
 *       <li>rate-limited: at most 10 calls per 1s, burst 10
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Prices}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Prices.class)
public class Prices_Governed extends Prices {
  private static final Site ASK = Linker.link(
      Prices.class,
      "ask",
      "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;",
      "v1 stage circuit-breaker(name=com.acme.Prices.ask failure-rate=0.5 window=100 minimum-calls=20 slow-call-duration=\"\" slow-call-rate=1 open-for=10s open-for-factor=1 open-for-max=5m probes=5 probe-timeout=30s memory-threshold=\"\" record-on=java.lang.Throwable ignore-on=\"\")");

  private static final Site ASK_OR_OLD = Linker.link(
      Prices.class,
      "askOrOld",
      "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;",
      "v1 stage fallback=old rate-limited(name=com.acme.Prices.askOrOld permits=10 per=1s burst=0 algorithm=TOKEN_BUCKET min-permits=1 target-latency=\"\" overload-on=\"\" max-wait=0s warm-up=0s max-keys=10000 also=\"\" inherit=PROPORTIONALLY)");

  public Prices_Governed() {
    super();
  }

  @Override
  public CompletionStage<String> ask(String item) {
    Object ticket = ASK.enter(this);
    if (ticket instanceof Skip) {
      return ASK.exit(ticket, null);
    }
    CompletionStage<String> result = null;
    try {
      result = super.ask(item);
    } catch (Throwable failure) {
      if (ASK.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return ASK.exit(ticket, result);
  }

  @Override
  public CompletionStage<String> askOrOld(String item) {
    Object ticket = ASK_OR_OLD.enter(this);
    if (ticket instanceof Skip) {
      return ASK_OR_OLD.exit(ticket, null, cause -> old(item));
    }
    CompletionStage<String> result = null;
    try {
      result = super.askOrOld(item);
    } catch (Throwable failure) {
      if (ASK_OR_OLD.rethrows(ticket, failure, cause -> old(item))) {
        throw failure;
      }
    }
    return ASK_OR_OLD.exit(ticket, result, cause -> old(item));
  }
}
