package dev.agentdesk.session.overview;

import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Title and metadata as the row holds them, sealed with the key of the Session. */
final class SealedDetails {

    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private final SealedTexts seals;
    private final JsonMapper json;

    SealedDetails(SealedTexts seals, JsonMapper json) {
        this.seals = seals;
        this.json = json;
    }

    byte @Nullable [] title(DetailsChanged event) {
        return seals.seal(event.sessionId(), event.title());
    }

    byte @Nullable [] metadata(DetailsChanged event) {
        return seals.seal(event.sessionId(), written(new TreeMap<>(event.metadata())));
    }

    @Nullable
    String title(ResultSet row) throws SQLException {
        return seals.open(row.getString("session_id"), row.getBytes("sealed_title"));
    }

    Map<String, String> metadata(ResultSet row) throws SQLException {
        var text = seals.open(row.getString("session_id"), row.getBytes("sealed_metadata"));
        return text == null ? Map.of() : json.readValue(text, TEXTS);
    }

    /** The form in which metadata is sealed, of any other. */
    @Nullable
    String sorted(String metadata) {
        return written(json.readValue(metadata, TEXTS));
    }

    private @Nullable String written(TreeMap<String, String> metadata) {
        return metadata.isEmpty() ? null : json.writeValueAsString(metadata);
    }
}
