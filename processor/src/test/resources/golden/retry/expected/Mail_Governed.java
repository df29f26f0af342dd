package com.acme;

import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.runtime.bridge.Linker;
import dev.flyball.runtime.bridge.Site;
import dev.flyball.runtime.bridge.Skip;
import java.io.IOException;
import javax.annotation.processing.Generated;

/**
 * A {@code Mail} whose governed methods obey their policies, also where it calls them itself.
 *
 * <ul>
 *   <li>{@code send(String)}
 *     <ul>
 *       <li>retry: up to 4 attempts within 3m, pausing 50ms and twice as long each time, up to 10s, 100% random
 *     </ul>
 *   <li>{@code flush()}
 *     <ul>
 *       <li>fallback: keep stands in for a call refused or failed
 *       <li>retry: up to 3 attempts within 3m, pausing 100ms and twice as long each time, up to 10s, 100% random; on IOException
 *     </ul>
 * </ul>
 *
 * Generated from {@code com.acme.Mail}. Do not edit.
 */
@Generated("dev.flyball.processor.GovernanceProcessor")
@FlyballGenerated(Mail.class)
public class Mail_Governed extends Mail {
  private static final Site SEND = Linker.link(
      Mail.class,
      "send",
      "(Ljava/lang/String;)I",
      "v1 retry(name=com.acme.Mail.send max-attempts=4 delay=50ms backoff=EXPONENTIAL max-delay=10s max-duration=3m jitter=1 retry-on=java.lang.Exception abort-on=\"\")");

  private static final Site FLUSH = Linker.link(
      Mail.class,
      "flush",
      "()V",
      "v1 fallback=keep retry(name=com.acme.Mail.flush max-attempts=3 delay=100ms backoff=EXPONENTIAL max-delay=10s max-duration=3m jitter=1 retry-on=java.io.IOException abort-on=\"\")");

  public Mail_Governed() {
    super();
  }

  @Override
  public int send(String to) throws IOException {
    Object ticket = SEND.enter(this);
    if (ticket instanceof Skip && !SEND.repeats(ticket)) {
      return SEND.exit(ticket, null);
    }
    int result = 0;
    do {
      try {
        result = super.send(to);
      } catch (Throwable failure) {
        if (SEND.rethrows(ticket, failure)) {
          throw failure;
        }
      }
    } while (SEND.repeats(ticket));
    return SEND.exit(ticket, result);
  }

  @Override
  public void flush() throws IOException {
    Object ticket = FLUSH.enter(this);
    if (ticket instanceof Skip && !FLUSH.repeats(ticket)) {
      FLUSH.exit(ticket, null, cause -> {
        keep();
        return null;
      });
      return;
    }
    do {
      try {
        super.flush();
      } catch (Throwable failure) {
        if (FLUSH.rethrows(ticket, failure, cause -> {
          keep();
          return null;
        })) {
          throw failure;
        }
      }
    } while (FLUSH.repeats(ticket));
    FLUSH.exit(ticket, null);
  }
}
