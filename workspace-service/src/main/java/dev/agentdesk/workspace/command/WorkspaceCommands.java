package dev.agentdesk.workspace.command;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.workspace.library.EntryRow;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The commands of Workspaces: entries of the library whose owner is the Workspace and whose id its name gives. */
@Component
final class WorkspaceCommands {

    /**
     * What a command stands for.
     *
     * @param type {@code plain}: sent as it is; {@code struct}: has places for variables
     */
    record Document(
            String type, @Nullable String content, @Nullable String promptId) {}

    private final Library library;
    private final JsonMapper json;

    WorkspaceCommands(Library library, JsonMapper json) {
        this.library = library;
        this.json = json;
    }

    /** The same name in the same Workspace is always the same entry. */
    static String id(String workspaceId, String name) {
        return Ids.derive("cmd", Instant.EPOCH, workspaceId, name);
    }

    Optional<EntryRow> find(String workspaceId, String name) {
        return library.find(Kind.COMMAND, id(workspaceId, name));
    }

    List<EntryRow> of(String workspaceId) {
        return library.ofOwner(Kind.COMMAND, workspaceId);
    }

    Document read(EntryRow row) {
        return json.readValue(row.document(), Document.class);
    }

    String write(Document document) {
        return json.writeValueAsString(document);
    }
}
