package dev.agentdesk.session.approval;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a decision as clients see it.
 *
 * @param status {@code pending}, {@code decided}, {@code expired} or {@code cancelled}
 * @param inputSha256 a decision that names it holds for exactly this input
 */
record ApprovalView(
        String id,
        String kind,
        String status,
        String sessionId,
        String workspaceId,
        String turnId,
        String toolUseId,
        String tool,
        Map<String, Object> input,
        String inputSha256,
        String rule,
        Instant askedAt,
        Instant expiresAt,
        @Nullable Decided decided) {

    record Decided(
            @Nullable String result,
            Instant at,
            String by,
            @Nullable String reason) {}
}
