package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * A {@code Log} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code write(String, Object[])}
 *     <ul>
 *       <li>fallback: drop stands in for a call refused or failed
 *       <li>rate-limited: at most 5 calls per 1s, burst 5, for each value of parameter 0 (up to 10000 values)
 *     </ul>
 *   <li>{@code merge(List[])}
 *     <ul>
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Log}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Log.class)
@SuppressWarnings({"all", "unchecked"})
public class Log_Governed extends Log {
  private static final Site WRITE = Linker.link(
      Log.class,
      "write",
      "(Ljava/lang/String;[Ljava/lang/Object;)V",
      "v1 key=0 fallback=drop rate-limited(name=com.acme.Log.write permits=5 per=1s burst=0 algorithm=TOKEN_BUCKET min-permits=1 target-latency=\"\" overload-on=\"\" max-wait=0s warm-up=0s max-keys=10000 also=\"\" inherit=PROPORTIONALLY)");

  private static final Site MERGE = Linker.link(
      Log.class,
      "merge",
      "([Ljava/util/List;)I",
      "v1 bulkhead(name=com.acme.Log.merge max=1 max-waiting=0 max-wait=0s per-owner=0)");

  public Log_Governed(String... names) {
    super(names);
  }

  @Override
  public void write(String level, Object... parts) {
    Object ticket = WRITE.enter(this, level);
    if (ticket instanceof Skip) {
      WRITE.exit(ticket, null, cause -> {
        drop(level, parts, cause);
        return null;
      });
      return;
    }
    try {
      super.write(level, parts);
    } catch (Throwable failure) {
      if (WRITE.rethrows(ticket, failure, cause -> {
        drop(level, parts, cause);
        return null;
      })) {
        throw failure;
      }
    }
    WRITE.exit(ticket, null);
  }

  @Override
  public <T> int merge(List<T>... lists) {
    Object ticket = MERGE.enter(this);
    if (ticket instanceof Skip) {
      return MERGE.exit(ticket, null);
    }
    int result = 0;
    try {
      result = super.merge(lists);
    } catch (Throwable failure) {
      if (MERGE.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return MERGE.exit(ticket, result);
  }
}
