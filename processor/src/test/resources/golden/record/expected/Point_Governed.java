package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Stands before a {@code Point} and governs the calls that come through; not those it makes itself.
 *
 * <ul>
 *   <li>{@code name(String)}
 *     <ul>
 *       <li>fallback: unknown stands in for a call refused or failed
 *       <li>rate-limited: at most 5 calls per 1s, burst 5
 *     </ul>
 *   <li>{@code x()}
 *     <ul>
 *       <li>bulkhead: at most 2 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Point}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Point.class)
public final class Point_Governed implements Place {
  private static final Site NAME = Linker.link(
      Point.class,
      "name",
      "(Ljava/lang/String;)Ljava/lang/String;",
      "v1 fallback=unknown rate-limited(name=com.acme.Point.name permits=5 per=1s burst=0 algorithm=TOKEN_BUCKET min-permits=1 target-latency=\"\" overload-on=\"\" max-wait=0s warm-up=0s max-keys=10000 also=\"\" inherit=PROPORTIONALLY)");

  private static final Site X = Linker.link(
      Point.class,
      "x",
      "()I",
      "v1 bulkhead(name=com.acme.Point.x max=2 max-waiting=0 max-wait=0s per-owner=0)");

  private final Point delegate;

  private Point_Governed(Point delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /**
   * {@code delegate}, governed.
   */
  public static Place govern(Point delegate) {
    return new Point_Governed(delegate);
  }

  @Override
  public String toString() {
    return "Point_Governed{" + delegate + "}";
  }

  @Override
  public String name(String language) {
    Object ticket = NAME.enter(delegate);
    if (ticket instanceof Skip) {
      return NAME.exit(ticket, null, cause -> Point.unknown());
    }
    String result = null;
    try {
      result = delegate.name(language);
    } catch (Throwable failure) {
      if (NAME.rethrows(ticket, failure, cause -> Point.unknown())) {
        throw failure;
      }
    }
    return NAME.exit(ticket, result);
  }

  @Override
  public int x() {
    Object ticket = X.enter(delegate);
    if (ticket instanceof Skip) {
      return X.exit(ticket, null);
    }
    int result = 0;
    try {
      result = delegate.x();
    } catch (Throwable failure) {
      if (X.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return X.exit(ticket, result);
  }

  @Override
  public int height() {
    return delegate.height();
  }
}
