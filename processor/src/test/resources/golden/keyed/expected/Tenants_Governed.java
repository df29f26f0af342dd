package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import javax.annotation.processing.Generated;

/**
 * A {@code Tenants} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code read(String, long)}
 *     <ul>
 *       <li>rate-limited: at most 5 calls per 1m, burst 5, for each value of parameter 0 (up to 10000 values)
 *     </ul>
 *   <li>{@code write(String, byte[], int)}
 *     <ul>
 *       <li>rate-limited: at most 5 calls per 1s, burst 5, for each value of parameter 0 and 2 (up to 10000 values)
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Tenants}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Tenants.class)
public class Tenants_Governed extends Tenants {
  private static final Site READ = Linker.link(
      Tenants.class,
      "read",
      "(Ljava/lang/String;J)Ljava/lang/String;",
      "v1 key=0 rate-limited(name=com.acme.Tenants.read permits=5 per=1m burst=0 algorithm=TOKEN_BUCKET min-permits=1 target-latency=\"\" overload-on=\"\" max-wait=0s warm-up=0s max-keys=10000 also=\"\" inherit=PROPORTIONALLY)");

  private static final Site WRITE = Linker.link(
      Tenants.class,
      "write",
      "(Ljava/lang/String;[BI)V",
      "v1 key=0,2 rate-limited(name=com.acme.Tenants.write permits=5 per=1s burst=0 algorithm=TOKEN_BUCKET min-permits=1 target-latency=\"\" overload-on=\"\" max-wait=0s warm-up=0s max-keys=10000 also=\"\" inherit=PROPORTIONALLY)");

  public Tenants_Governed() {
    super();
  }

  @Override
  public String read(String tenant, long page) {
    Object ticket = READ.enter(this, tenant);
    if (ticket instanceof Skip) {
      return READ.exit(ticket, null);
    }
    String result = null;
    try {
      result = super.read(tenant, page);
    } catch (Throwable failure) {
      if (READ.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return READ.exit(ticket, result);
  }

  @Override
  public void write(String tenant, byte[] bytes, int shard) {
    Object ticket = WRITE.enter(this, Site.key(tenant, shard));
    if (ticket instanceof Skip) {
      WRITE.exit(ticket, null);
      return;
    }
    try {
      super.write(tenant, bytes, shard);
    } catch (Throwable failure) {
      if (WRITE.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    WRITE.exit(ticket, null);
  }
}
