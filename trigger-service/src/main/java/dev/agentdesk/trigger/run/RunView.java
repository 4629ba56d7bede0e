package dev.agentdesk.trigger.run;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Run as clients see it.
 *
 * @param nominalAt the time that a schedule decided about
 * @param actualAt when its Session was opened
 * @param resolved what came of it; null while that is open
 * @param overdue nobody has answered for longer than an answer may take; it is asked about again and again
 */
record RunView(
        String id,
        Source source,
        String workspaceId,
        @Nullable Instant nominalAt,
        Instant decidedAt,
        @Nullable Instant actualAt,
        String outcome,
        @Nullable Resolved resolved,
        Reason reason,
        @Nullable String sessionId,
        @Nullable String deliveryId,
        @Nullable String costUsd,
        @Nullable Reply reply,
        int depth,
        boolean overdue) {

    /** The answer into a thread of Slack: {@code waiting}, {@code sent} or {@code failed}, with the last error. */
    record Reply(String status, @Nullable String error) {}

    record Source(String type, String id) {}

    /**
     * {@code finished} with the stop reason of the turn, {@code refused} with its code, or {@code dropped}: it waited
     * and never started.
     */
    record Resolved(
            String status,
            Instant at,
            @Nullable String code,
            @Nullable String turnId) {}

    record Reason(String code, String text, List<String> refs) {}

    static RunView of(Runs.Row row, Instant overdueBefore) {
        return new RunView(
                row.id(),
                row.source(),
                row.workspaceId(),
                row.nominalAt(),
                row.decidedAt(),
                row.openedAt(),
                row.outcome(),
                resolved(row),
                new Reason(row.reasonCode(), row.reasonText(), refs(row)),
                row.sessionId(),
                row.deliveryId(),
                row.costUsd(),
                row.replyStatus() == null ? null : new Reply(row.replyStatus(), row.replyError()),
                row.depth(),
                row.firedAt() != null
                        && row.resolvedAt() == null
                        && row.firedAt().isBefore(overdueBefore));
    }

    private static List<String> refs(Runs.Row row) {
        return Stream.of(row.deliveryId(), row.routeId(), row.scheduleId(), row.reasonRef())
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Resolved resolved(Runs.Row row) {
        if (row.resolution() == null || row.resolvedAt() == null) {
            return null;
        }
        return new Resolved(row.resolution(), row.resolvedAt(), row.resolutionCode(), row.turnId());
    }
}
