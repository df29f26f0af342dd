package dev.flyball.runtime.alert;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a server asks us to stay away (RFC 9110, 10.2.3): a number of seconds, or a date. */
final class RetryAfter {

    private RetryAfter() {}

    /** At most {@link WebhookSpec#LONGEST_PAUSE}; null where the header says nothing that can be understood. */
    static @Nullable Duration read(String header, Instant now) {
        Duration asked = parse(header.strip(), now);
        if (asked == null || asked.isNegative()) {
            return null;
        }
        return asked.compareTo(WebhookSpec.LONGEST_PAUSE) > 0 ? WebhookSpec.LONGEST_PAUSE : asked;
    }

    private static @Nullable Duration parse(String header, Instant now) {
        if (header.matches("[0-9]{1,18}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException | ArithmeticException neither) {
            return null;
        }
    }
}
