package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Names} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code find(String, String[])}
 *     <ul>
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 *   <li>{@code all(Map, String[])}
 *     <ul>
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 *   <li>{@code entry(Object)}
 *     <ul>
 *       <li>bulkhead: at most 1 call at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Names}. Do not edit.
 */
@NullMarked
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Names.class)
public class Names_Governed<T extends @Nullable Object> extends Names<T> {
  private static final Site FIND = Linker.link(
      Names.class,
      "find",
      "(Ljava/lang/String;[Ljava/lang/String;)Ljava/lang/String;",
      "v1 bulkhead(name=com.acme.Names.find max=1 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site ALL = Linker.link(
      Names.class,
      "all",
      "(Ljava/util/Map;[Ljava/lang/String;)Ljava/util/List;",
      "v1 bulkhead(name=com.acme.Names.all max=1 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site ENTRY = Linker.link(
      Names.class,
      "entry",
      "(Ljava/lang/Object;)Ljava/util/Map$Entry;",
      "v1 bulkhead(name=com.acme.Names.entry max=1 max-waiting=0 max-wait=0s per-owner=0)");

  @Inject
  public Names_Governed(@Named("main") @Nullable String source) {
    super(source);
  }

  @Override
  public @Nullable String find(@Nullable String key, String @Nullable [] rest) {
    Object ticket = FIND.enter(this);
    if (ticket instanceof Skip) {
      return FIND.exit(ticket, null);
    }
    String result = null;
    try {
      result = super.find(key, rest);
    } catch (Throwable failure) {
      if (FIND.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return FIND.exit(ticket, result);
  }

  @Override
  public List<@Nullable T> all(Map<String, ? extends @Nullable T> from, @Nullable String[] more) {
    Object ticket = ALL.enter(this);
    if (ticket instanceof Skip) {
      return ALL.exit(ticket, null);
    }
    List<@Nullable T> result = null;
    try {
      result = super.all(from, more);
    } catch (Throwable failure) {
      if (ALL.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return ALL.exit(ticket, result);
  }

  @Override
  @Deprecated
  public Map. @Nullable Entry<T, T> entry(T one) {
    Object ticket = ENTRY.enter(this);
    if (ticket instanceof Skip) {
      return ENTRY.exit(ticket, null);
    }
    Map.Entry<T, T> result = null;
    try {
      result = super.entry(one);
    } catch (Throwable failure) {
      if (ENTRY.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return ENTRY.exit(ticket, result);
  }
}
