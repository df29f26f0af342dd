package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * A {@code Sorter} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code sort(Collection)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code group(Entry[], Object)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code first(List)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Sorter}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Sorter.class)
public class Sorter_Governed<K extends Comparable<? super K>, V> extends Sorter<K, V> {
  private static final Site SORT = Linker.link(
      Sorter.class,
      "sort",
      "(Ljava/util/Collection;)Ljava/util/List;",
      "v1 bulkhead(name=com.acme.Sorter.sort max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site GROUP = Linker.link(
      Sorter.class,
      "group",
      "([Ljava/util/Map$Entry;Ljava/lang/Object;)Ljava/util/Map;",
      "v1 bulkhead(name=com.acme.Sorter.group max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site FIRST = Linker.link(
      Sorter.class,
      "first",
      "(Ljava/util/List;)Ljava/lang/Object;",
      "v1 bulkhead(name=com.acme.Sorter.first max=4 max-waiting=0 max-wait=0s per-owner=0)");

  public <N extends Sorter<K, V> & Cloneable> Sorter_Governed(N other) {
    super(other);
  }

  public Sorter_Governed() {
    super();
  }

  @Override
  public <T extends Comparable<? super T> & Serializable> List<T> sort(
      Collection<? extends T> items) {
    Object ticket = SORT.enter(this);
    if (ticket instanceof Skip) {
      return SORT.exit(ticket, null);
    }
    List<T> result = null;
    try {
      result = super.sort(items);
    } catch (Throwable failure) {
      if (SORT.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return SORT.exit(ticket, result);
  }

  @Override
  public Map<K, ? super V> group(Map.Entry<K, V>[] entries, V fallback) {
    Object ticket = GROUP.enter(this);
    if (ticket instanceof Skip) {
      return GROUP.exit(ticket, null);
    }
    Map<K, ? super V> result = null;
    try {
      result = super.group(entries, fallback);
    } catch (Throwable failure) {
      if (GROUP.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return GROUP.exit(ticket, result);
  }

  @Override
  public V first(List<V> ticket) {
    Object ticket_ = FIRST.enter(this);
    if (ticket_ instanceof Skip) {
      return FIRST.exit(ticket_, null);
    }
    V result = null;
    try {
      result = super.first(ticket);
    } catch (Throwable failure) {
      if (FIRST.rethrows(ticket_, failure)) {
        throw failure;
      }
    }
    return FIRST.exit(ticket_, result);
  }
}
