package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.io.IOException;
import java.util.concurrent.Callable;
import javax.annotation.processing.Generated;

/**
 * A {@code Files} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code read(String)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code delete(String)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 *   <li>{@code call(Callable, Class)}
 *     <ul>
 *       <li>bulkhead: at most 4 calls at the same time
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Files}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Files.class)
public class Files_Governed<E extends Exception> extends Files<E> {
  private static final Site READ = Linker.link(
      Files.class,
      "read",
      "(Ljava/lang/String;)Ljava/lang/String;",
      "v1 bulkhead(name=com.acme.Files.read max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site DELETE = Linker.link(
      Files.class,
      "delete",
      "(Ljava/lang/String;)V",
      "v1 bulkhead(name=com.acme.Files.delete max=4 max-waiting=0 max-wait=0s per-owner=0)");

  private static final Site CALL = Linker.link(
      Files.class,
      "call",
      "(Ljava/util/concurrent/Callable;Ljava/lang/Class;)Ljava/lang/Object;",
      "v1 bulkhead(name=com.acme.Files.call max=4 max-waiting=0 max-wait=0s per-owner=0)");

  public Files_Governed(String root) throws IOException {
    super(root);
  }

  @Override
  public String read(String name) throws IOException, InterruptedException {
    Object ticket = READ.enter(this);
    if (ticket instanceof Skip) {
      return READ.exit(ticket, null);
    }
    String result = null;
    try {
      result = super.read(name);
    } catch (Throwable failure) {
      if (READ.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return READ.exit(ticket, result);
  }

  @Override
  public void delete(String name) throws E {
    Object ticket = DELETE.enter(this);
    if (ticket instanceof Skip) {
      DELETE.exit(ticket, null);
      return;
    }
    try {
      super.delete(name);
    } catch (Throwable failure) {
      if (DELETE.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    DELETE.exit(ticket, null);
  }

  @Override
  public <T, X extends Throwable> T call(Callable<T> body, Class<X> declared) throws X {
    Object ticket = CALL.enter(this);
    if (ticket instanceof Skip) {
      return CALL.exit(ticket, null);
    }
    T result = null;
    try {
      result = super.call(body, declared);
    } catch (Throwable failure) {
      if (CALL.rethrows(ticket, failure)) {
        throw failure;
      }
    }
    return CALL.exit(ticket, result);
  }
}
