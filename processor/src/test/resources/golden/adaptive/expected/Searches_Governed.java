package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * A {@code Searches} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code find(String)}
 *     <ul>
 *       <li>fallback: nothing stands in for a call refused or failed
 *       <li>adaptive-concurrency: as many calls at the same time as measured latency allows, from 1 to 200, by GRADIENT
 *     </ul>
 *   <li>{@code ask(String)}
 *     <ul>
 *       <li>circuit-breaker: opens for 10s when 50% of the last 100 calls failed, judged from 20 calls on; 5 probes decide
 *       <li>adaptive-concurrency: as many calls at the same time as measured latency allows, from 1 to 1000, by VEGAS, to stay below 80ms, 5 more waiting up to 100ms; overload is also IllegalStateException
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Searches}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Searches.class)
public class Searches_Governed extends Searches {
  private static final Site FIND = Linker.link(
      Searches.class,
      "find",
      "(Ljava/lang/String;)Ljava/lang/String;",
      "v1 fallback=nothing adaptive-concurrency(name=com.acme.Searches.find algorithm=GRADIENT initial=20 min=1 max=200 target-latency=\"\" overload-on=\"\" max-waiting=0 max-wait=0s)");

  private static final Site ASK = Linker.link(
      Searches.class,
      "ask",
      "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;",
      "v1 stage circuit-breaker(name=com.acme.Searches.ask failure-rate=0.5 window=100 minimum-calls=20 slow-call-duration=\"\" slow-call-rate=1 open-for=10s open-for-factor=1 open-for-max=5m probes=5 probe-timeout=30s memory-threshold=\"\" record-on=java.lang.Throwable ignore-on=\"\") adaptive-concurrency(name=com.acme.Searches.ask algorithm=VEGAS initial=20 min=1 max=1000 target-latency=80ms overload-on=java.lang.IllegalStateException max-waiting=5 max-wait=100ms)");

  public Searches_Governed() {
    super();
  }

  @Override
  public String find(String words) {
    Object ticket = FIND.enter(this);
    if (ticket instanceof Skip) {
      return FIND.exit(ticket, null, cause -> nothing(words));
    }
    String result = null;
    try {
      result = super.find(words);
    } catch (Throwable failure) {
      if (FIND.rethrows(ticket, failure, cause -> nothing(words))) {
        throw failure;
      }
    }
    return FIND.exit(ticket, result);
  }

  @Override
  public CompletionStage<String> ask(String words) {
    Object ticket = ASK.carry(this, null, () -> super.ask(words));
    return ASK.exit(ticket, null);
  }
}
