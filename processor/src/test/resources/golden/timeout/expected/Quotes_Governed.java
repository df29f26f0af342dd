package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * A {@code Quotes} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code quote(String)}
 *     <ul>
 *       <li>timeout: ends after 2s, interrupting the thread that runs it
 *     </ul>
 *   <li>{@code warm()}
 *     <ul>
 *       <li>timeout: ends after 250ms, interrupting nobody
 *     </ul>
 *   <li>{@code count()}
 *     <ul>
 *       <li>fallback: none stands in for a call refused or failed
 *       <li>timeout: ends after 1m, interrupting the thread that runs it
 *     </ul>
 *   <li>{@code later(String)}
 *     <ul>
 *       <li>retry: up to 3 attempts within 3m, pausing 100ms and twice as long each time, up to 10s, 100% random
 *       <li>timeout: ends after 2s, interrupting the thread that runs it
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code checked()}
 *     <ul>
 *       <li>circuit-breaker: opens for 10s when 50% of the calls of the last 10s failed, judged from 20 calls on; 5 probes decide; also while live heap is at 90% of its maximum or more
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Quotes}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Quotes.class)
public class Quotes_Governed extends Quotes {
  private static final Site QUOTE = Linker.link(
      Quotes.class,
      "quote",
      "(Ljava/lang/String;)Ljava/lang/String;",
      "v1 timeout(name=com.acme.Quotes.quote value=2s interrupt=true)");

  private static final Site WARM = Linker.link(
      Quotes.class,
      "warm",
      "()V",
      "v1 timeout(name=com.acme.Quotes.warm value=250ms interrupt=false)");

  private static final Site COUNT = Linker.link(
      Quotes.class,
      "count",
      "()J",
      "v1 fallback=none timeout(name=com.acme.Quotes.count value=1m interrupt=true)");

  private static final Site LATER = Linker.link(
      Quotes.class,
      "later",
      "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;",
      "v1 stage retry(name=com.acme.Quotes.later max-attempts=3 delay=100ms backoff=EXPONENTIAL max-delay=10s max-duration=3m jitter=1 retry-on=java.lang.Exception abort-on=\"\") timeout(name=com.acme.Quotes.later value=2s interrupt=true) bulkhead(name=com.acme.Quotes.later max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site CHECKED = Linker.link(
      Quotes.class,
      "checked",
      "()I",
      "v1 circuit-breaker(name=com.acme.Quotes.checked failure-rate=0.5 window=10s minimum-calls=20 slow-call-duration=\"\" slow-call-rate=1 open-for=10s open-for-factor=1 open-for-max=5m probes=5 probe-timeout=30s memory-threshold=0.9 record-on=java.lang.Throwable ignore-on=\"\")");

  public Quotes_Governed() {
    super();
  }

  @Override
  public String quote(String item) {
    Object ticket = QUOTE.enter(this);
    if (ticket instanceof Skip) {
      return QUOTE.exit(ticket, null);
    }
    String result = null;
    try {
      result = super.quote(item);
    } catch (Throwable failure) {
      if (QUOTE.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return QUOTE.exit(ticket, result);
  }

  @Override
  public void warm() {
    Object ticket = WARM.enter(this);
    if (ticket instanceof Skip) {
      WARM.exit(ticket, null);
      return;
    }
    try {
      super.warm();
    } catch (Throwable failure) {
      if (WARM.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    WARM.exit(ticket, null);
  }

  @Override
  protected long count() {
    Object ticket = COUNT.enter(this);
    if (ticket instanceof Skip) {
      return COUNT.exit(ticket, null, cause -> {
        if (cause instanceof RuntimeException runtimeException) {
          return none(runtimeException);
        }
        throw cause;
      });
    }
    long result = 0;
    try {
      result = super.count();
    } catch (Throwable failure) {
      if (COUNT.rethrows(ticket, failure, cause -> {
        if (cause instanceof RuntimeException runtimeException) {
          return none(runtimeException);
        }
        throw cause;
      })) {
        throw failure;
      }
    }
    return COUNT.exit(ticket, result, cause -> {
      if (cause instanceof RuntimeException runtimeException) {
        return none(runtimeException);
      }
      throw cause;
    });
  }

  @Override
  public CompletionStage<String> later(String item) {
    Object ticket = LATER.carry(this, null, () -> super.later(item));
    return LATER.exit(ticket, null);
  }

  @Override
  int checked() {
    Object ticket = CHECKED.enter(this);
    if (ticket instanceof Skip) {
      return CHECKED.exit(ticket, null);
    }
    int result = 0;
    try {
      result = super.checked();
    } catch (Throwable failure) {
      if (CHECKED.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return CHECKED.exit(ticket, result);
  }
}
