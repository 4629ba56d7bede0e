package dev.agentdesk.session.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how long a provider asks to be left alone: seconds, milliseconds or a date (RFC 9110 §10.2.3). */
final class RetryAfter {

    private RetryAfter() {}

    static @Nullable Duration of(Map<String, String> headers, Instant now) {
        var millis = headers.get("retry-after-ms");
        var after = headers.get("retry-after");
        try {
            if (millis != null) {
                return positive(Duration.ofMillis((long) Double.parseDouble(millis)));
            }
            return after == null ? null : positive(Duration.ofMillis((long) (Double.parseDouble(after) * 1000)));
        } catch (NumberFormatException e) {
            return after == null ? null : date(after, now);
        }
    }

    private static @Nullable Duration date(String after, Instant now) {
        try {
            var until = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME);
            return positive(Duration.between(now, until.toInstant()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration positive(Duration given) {
        return given.isNegative() ? Duration.ZERO : given;
    }
}
