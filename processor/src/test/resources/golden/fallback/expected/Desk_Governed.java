package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import javax.annotation.processing.Generated;

/**
 * A {@code Desk} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code place(String, int)}
 *     <ul>
 *       <li>fallback: queue stands in for a call refused or failed
 *       <li>rate-limited: at most 5 calls per 1s, burst 5
 *     </ul>
 *   <li>{@code send(String)}
 *     <ul>
 *       <li>fallback: remember stands in for a call refused or failed
 *       <li>circuit-breaker: opens for 10s when 50% of the last 100 calls failed, judged from 20 calls on; 5 probes decide
 *     </ul>
 *   <li>{@code measure(String)}
 *     <ul>
 *       <li>fallback: guess stands in for a call refused or failed
 *       <li>bulkhead: at most 2 calls at the same time
 *     </ul>
 *   <li>{@code list(int, int)}
 *     <ul>
 *       <li>fallback: empty stands in for a call refused or failed
 *       <li>bulkhead: at most 2 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Desk}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Desk.class)
public class Desk_Governed extends Desk {
  private static final Site PLACE = Linker.link(
      Desk.class,
      "place",
      "(Ljava/lang/String;I)Ljava/lang/String;",
      "v1 fallback=queue rate-limited(name=com.acme.Desk.place permits=5 per=1s burst=0 algorithm=TOKEN_BUCKET min-permits=1 target-latency=\"\" overload-on=\"\" max-wait=0s warm-up=0s max-keys=10000 also=\"\" inherit=PROPORTIONALLY)");

  private static final Site SEND = Linker.link(
      Desk.class,
      "send",
      "(Ljava/lang/String;)V",
      "v1 fallback=remember circuit-breaker(name=com.acme.Desk.send failure-rate=0.5 window=100 minimum-calls=20 slow-call-duration=\"\" slow-call-rate=1 open-for=10s open-for-factor=1 open-for-max=5m probes=5 probe-timeout=30s memory-threshold=\"\" record-on=java.lang.Throwable ignore-on=\"\")");

  private static final Site MEASURE = Linker.link(
      Desk.class,
      "measure",
      "(Ljava/lang/String;)J",
      "v1 fallback=guess bulkhead(name=com.acme.Desk.measure max=2 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site LIST = Linker.link(
      Desk.class,
      "list",
      "(II)Ljava/lang/String;",
      "v1 fallback=empty bulkhead(name=com.acme.Desk.list max=2 max-waiting=0 max-wait=0s per-owner=0)");

  public Desk_Governed() {
    super();
  }

  @Override
  public String place(String order, int count) throws IOException {
    Object ticket = PLACE.enter(this);
    if (ticket instanceof Skip) {
      return PLACE.exit(ticket, null, cause -> queue(order, count, cause));
    }
    String result = null;
    try {
      result = super.place(order, count);
    } catch (Throwable failure) {
      if (PLACE.rethrows(ticket, failure, cause -> queue(order, count, cause))) {
        throw failure;
      }
    }
    return PLACE.exit(ticket, result);
  }

  @Override
  public void send(String cause) {
    Object ticket = SEND.enter(this);
    if (ticket instanceof Skip) {
      SEND.exit(ticket, null, cause_ -> {
        remember(cause);
        return null;
      });
      return;
    }
    try {
      super.send(cause);
    } catch (Throwable failure) {
      if (SEND.rethrows(ticket, failure, cause_ -> {
        remember(cause);
        return null;
      })) {
        throw failure;
      }
    }
    SEND.exit(ticket, null);
  }

  @Override
  public long measure(String what) throws IOException {
    Object ticket = MEASURE.enter(this);
    if (ticket instanceof Skip) {
      return MEASURE.exit(ticket, null, cause -> {
        if (cause instanceof IOException ioException) {
          return guess(ioException);
        }
        if (cause instanceof RejectedExecutionException rejectedExecutionException) {
          return guess(what, rejectedExecutionException);
        }
        throw cause;
      });
    }
    long result = 0;
    try {
      result = super.measure(what);
    } catch (Throwable failure) {
      if (MEASURE.rethrows(ticket, failure, cause -> {
        if (cause instanceof IOException ioException) {
          return guess(ioException);
        }
        if (cause instanceof RejectedExecutionException rejectedExecutionException) {
          return guess(what, rejectedExecutionException);
        }
        throw cause;
      })) {
        throw failure;
      }
    }
    return MEASURE.exit(ticket, result);
  }

  @Override
  public String list(int from, int to) {
    Object ticket = LIST.enter(this);
    if (ticket instanceof Skip) {
      return LIST.exit(ticket, null, cause -> {
        if (cause instanceof RejectedExecutionException rejectedExecutionException) {
          return Desk.empty(rejectedExecutionException);
        }
        return empty();
      });
    }
    String result = null;
    try {
      result = super.list(from, to);
    } catch (Throwable failure) {
      if (LIST.rethrows(ticket, failure, cause -> {
        if (cause instanceof RejectedExecutionException rejectedExecutionException) {
          return Desk.empty(rejectedExecutionException);
        }
        return empty();
      })) {
        throw failure;
      }
    }
    return LIST.exit(ticket, result);
  }
}
