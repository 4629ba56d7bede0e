package dev.agentdesk.trigger.delivery;

import dev.agentdesk.trigger.cloudevent.HttpCall;
import dev.agentdesk.trigger.delivery.Decision.Comparison;
import dev.agentdesk.trigger.delivery.Decision.Grounds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Delivery as clients see it. What was erased is null.
 *
 * @param method how it came over HTTP, as the four behind it; null of a record, and in lists
 */
record DeliveryView(
        String id,
        String connectorId,
        String status,
        Instant receivedAt,
        @Nullable String method,
        @Nullable String path,
        @Nullable String query,
        @Nullable List<List<String>> headers,
        @Nullable String address,
        @Nullable Event event,
        @Nullable String mediaType,
        long size,
        Verification verification,
        Dedupe dedupe,
        List<RouteVerdict> routes,
        List<String> runs,
        @Nullable Reason reason,
        @Nullable String replayOf,
        List<String> replays,
        boolean erased) {

    /** The attributes of the event. */
    record Event(
            String id, String source, String type, @Nullable String subject) {}

    /** How it was made sure who sent it: by the broker's access rules, or by a signature. */
    record Verification(String scheme, String verdict) {}

    record Dedupe(String key, @Nullable String duplicateOf) {}

    record Reason(String code) {}

    /** In lists the trace is empty. */
    record RouteVerdict(
            String routeId,
            long routeVersion,
            String verdict,
            List<Comparison> trace,
            List<String> warnings,
            @Nullable String runId) {}

    static DeliveryView of(
            Deliveries.Row row,
            List<Deliveries.RouteRow> verdicts,
            List<Grounds> grounds,
            @Nullable HttpCall http,
            List<String> replays) {
        var byRoute = grounds.stream().collect(Collectors.toMap(Grounds::routeId, Function.identity(), (a, b) -> a));
        var failure = row.failure();
        return new DeliveryView(
                row.id(),
                row.connectorId(),
                row.status(),
                row.receivedAt(),
                http == null ? null : http.method(),
                http == null ? null : http.path(),
                http == null ? null : http.query(),
                http == null
                        ? null
                        : http.headers().stream()
                                .map(header -> List.of(header.name(), header.value()))
                                .toList(),
                http == null ? null : http.address(),
                event(row),
                row.mediaType(),
                row.size(),
                new Verification(
                        row.scheme() == null ? "kafka" : row.scheme(),
                        "none".equals(row.scheme()) ? "unsigned" : "accepted"),
                new Dedupe(
                        row.scheme() == null || row.eventId() == null ? row.digest() : row.eventId(),
                        row.conflictsWith()),
                verdicts.stream().map(verdict -> verdict(verdict, byRoute)).toList(),
                verdicts.stream()
                        .map(Deliveries.RouteRow::runId)
                        .filter(Objects::nonNull)
                        .toList(),
                failure == null ? null : new Reason(failure),
                row.replayOf(),
                replays,
                row.erased());
    }

    private static @Nullable Event event(Deliveries.Row row) {
        if (row.eventId() == null || row.source() == null || row.type() == null) {
            return null;
        }
        return new Event(row.eventId(), row.source(), row.type(), row.subject());
    }

    private static RouteVerdict verdict(Deliveries.RouteRow row, Map<String, Grounds> grounds) {
        var known = grounds.getOrDefault(row.routeId(), new Grounds(row.routeId(), List.of(), List.of()));
        return new RouteVerdict(
                row.routeId(), row.routeVersion(), row.verdict(), known.trace(), known.warnings(), row.runId());
    }
}
