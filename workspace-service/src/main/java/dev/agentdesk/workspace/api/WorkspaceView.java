package dev.agentdesk.workspace.api;

import dev.agentdesk.workspace.catalog.WorkspaceRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Workspace as the API shows it. */
record WorkspaceView(
        String id,
        @Nullable String name,
        @Nullable String slug,
        @Nullable String description,
        List<String> tags,
        String status,
        @Nullable String statusReason,
        @Nullable Isolation isolation,
        long configVersion,
        @Nullable String engine,
        String owner,
        String principalId,
        long version,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        long lastSeq) {

    /** What the host really enforced at the newest start. */
    record Isolation(String tier, List<String> enforced, List<String> notEnforced) {}

    static WorkspaceView of(WorkspaceRow row) {
        return new WorkspaceView(
                row.id(),
                row.name(),
                row.slug(),
                row.description(),
                row.tags(),
                row.status(),
                row.statusReason(),
                row.tier() == null ? null : new Isolation(row.tier(), row.enforced(), row.notEnforced()),
                row.configVersion(),
                row.engine(),
                row.owner(),
                row.principalId(),
                row.version(),
                row.createdAt(),
                row.createdBy(),
                row.updatedAt(),
                row.lastSeq());
    }
}
