package dev.agentdesk.workspace.library;

import dev.agentdesk.kit.store.SealedTexts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entry as it stands now. */
public record EntryRow(
        String id,
        String kind,
        String owner,
        String visibility,
        String name,
        String document,
        @Nullable String secretId,
        long version,
        boolean deleted,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static final String COLUMNS = "entry_id, kind, owner, visibility, sealed_name, sealed_document, secret_id, version,"
            + " deleted, created_by, created_at, updated_at";

    public Content content() {
        return new Content(name, visibility, document, secretId);
    }

    static EntryRow read(ResultSet row, SealedTexts seals) throws SQLException {
        var id = row.getString("entry_id");
        return new EntryRow(
                id,
                row.getString("kind"),
                row.getString("owner"),
                row.getString("visibility"),
                Objects.requireNonNullElse(seals.open(id, row.getBytes("sealed_name")), ""),
                Objects.requireNonNullElse(seals.open(id, row.getBytes("sealed_document")), "{}"),
                row.getString("secret_id"),
                row.getLong("version"),
                row.getBoolean("deleted"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
