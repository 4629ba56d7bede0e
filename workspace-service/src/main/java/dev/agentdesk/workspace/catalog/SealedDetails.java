package dev.agentdesk.workspace.catalog;

import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.workspace.desk.Details;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Name, description and tags as the row holds them, sealed with the key of the Workspace. */
@Component
final class SealedDetails {

    /** The sealed columns. */
    static final List<String> COLUMNS = List.of("sealed_name", "sealed_description", "sealed_tags");

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final SealedTexts seals;
    private final JsonMapper json;

    SealedDetails(SealedTexts seals, JsonMapper json) {
        this.seals = seals;
        this.json = json;
    }

    /** By column; null where there is nothing. */
    Map<String, byte @Nullable []> sealed(String workspaceId, Details details) {
        var columns = new HashMap<String, byte @Nullable []>();
        columns.put("sealed_name", seals.seal(workspaceId, details.name()));
        columns.put("sealed_description", seals.seal(workspaceId, details.description()));
        columns.put("sealed_tags", seals.seal(workspaceId, written(details.tags())));
        return columns;
    }

    @Nullable
    String text(ResultSet row, String column) throws SQLException {
        return seals.open(row.getString("workspace_id"), row.getBytes(column));
    }

    List<String> tags(ResultSet row) throws SQLException {
        var text = text(row, "sealed_tags");
        return text == null ? List.of() : json.readValue(text, TEXTS);
    }

    @Nullable
    String sameForm(String tags) {
        return written(json.readValue(tags, TEXTS));
    }

    private @Nullable String written(List<String> tags) {
        return tags.isEmpty() ? null : json.writeValueAsString(tags);
    }
}
