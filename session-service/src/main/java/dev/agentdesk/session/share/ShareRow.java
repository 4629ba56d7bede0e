package dev.agentdesk.session.share;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link as its row has it. */
record ShareRow(
        String id,
        String sessionId,
        String workspaceId,
        long atSeq,
        boolean redact,
        Instant expiresAt,
        Instant createdAt,
        String createdBy,
        @Nullable Instant revokedAt) {

    static ShareRow read(ResultSet row, int number) throws SQLException {
        var revoked = row.getTimestamp("revoked_at");
        return new ShareRow(
                row.getString("share_id"),
                row.getString("session_id"),
                row.getString("workspace_id"),
                row.getLong("at_seq"),
                row.getBoolean("redact"),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                revoked == null ? null : revoked.toInstant());
    }
}
