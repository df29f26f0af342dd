package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.util.Date;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * A {@code Desk} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code place(String, int[])}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code place(Entry)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code place()}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code date(Date)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code date(Date)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code toURL(String)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Desk}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Desk.class)
public class Desk_Governed extends Desk {
  private static final Site PLACE_STRING_INT_ARRAY = Linker.link(
      Desk.class,
      "place",
      "(Ljava/lang/String;[I)V",
      "v1 bulkhead(name=com.acme.Desk.place-String-intArray max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site PLACE_ENTRY = Linker.link(
      Desk.class,
      "place",
      "(Ljava/util/Map$Entry;)V",
      "v1 bulkhead(name=com.acme.Desk.place-Entry max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site PLACE = Linker.link(
      Desk.class,
      "place",
      "()V",
      "v1 bulkhead(name=com.acme.Desk.place max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site DATE_JAVA_UTIL_DATE = Linker.link(
      Desk.class,
      "date",
      "(Ljava/util/Date;)V",
      "v1 bulkhead(name=com.acme.Desk.date-java.util.Date max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site DATE_COM_ACME_TIME_DATE = Linker.link(
      Desk.class,
      "date",
      "(Lcom/acme/time/Date;)V",
      "v1 bulkhead(name=com.acme.Desk.date-com.acme.time.Date max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site TO_URL_ = Linker.link(
      Desk.class,
      "toURL",
      "(Ljava/lang/String;)V",
      "v1 bulkhead(name=com.acme.Desk.toURL max=4 max-waiting=0 max-wait=0s per-owner=0)");

  public Desk_Governed() {
    super();
  }

  @Override
  public void place(String order, int[] counts) {
    Object ticket = PLACE_STRING_INT_ARRAY.enter(this);
    if (ticket instanceof Skip) {
      PLACE_STRING_INT_ARRAY.exit(ticket, null);
      return;
    }
    try {
      super.place(order, counts);
    } catch (Throwable failure) {
      if (PLACE_STRING_INT_ARRAY.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    PLACE_STRING_INT_ARRAY.exit(ticket, null);
  }

  @Override
  public void place(Map.Entry<String, ?> entry) {
    Object ticket = PLACE_ENTRY.enter(this);
    if (ticket instanceof Skip) {
      PLACE_ENTRY.exit(ticket, null);
      return;
    }
    try {
      super.place(entry);
    } catch (Throwable failure) {
      if (PLACE_ENTRY.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    PLACE_ENTRY.exit(ticket, null);
  }

  @Override
  public void place() {
    Object ticket = PLACE.enter(this);
    if (ticket instanceof Skip) {
      PLACE.exit(ticket, null);
      return;
    }
    try {
      super.place();
    } catch (Throwable failure) {
      if (PLACE.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    PLACE.exit(ticket, null);
  }

  @Override
  public void date(Date date) {
    Object ticket = DATE_JAVA_UTIL_DATE.enter(this);
    if (ticket instanceof Skip) {
      DATE_JAVA_UTIL_DATE.exit(ticket, null);
      return;
    }
    try {
      super.date(date);
    } catch (Throwable failure) {
      if (DATE_JAVA_UTIL_DATE.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    DATE_JAVA_UTIL_DATE.exit(ticket, null);
  }

  @Override
  public void date(com.acme.time.Date date) {
    Object ticket = DATE_COM_ACME_TIME_DATE.enter(this);
    if (ticket instanceof Skip) {
      DATE_COM_ACME_TIME_DATE.exit(ticket, null);
      return;
    }
    try {
      super.date(date);
    } catch (Throwable failure) {
      if (DATE_COM_ACME_TIME_DATE.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    DATE_COM_ACME_TIME_DATE.exit(ticket, null);
  }

  @Override
  public void toURL(String TO_URL) {
    Object ticket = TO_URL_.enter(this);
    if (ticket instanceof Skip) {
      TO_URL_.exit(ticket, null);
      return;
    }
    try {
      super.toURL(TO_URL);
    } catch (Throwable failure) {
      if (TO_URL_.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    TO_URL_.exit(ticket, null);
  }
}
