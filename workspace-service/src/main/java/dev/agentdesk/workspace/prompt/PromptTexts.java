package dev.agentdesk.workspace.prompt;

import dev.agentdesk.workspace.library.EntryHistory;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The text behind a reference to a prompt: of the newest version, or of the one that is pinned. */
@Component
public final class PromptTexts {

    private record Document(String text) {}

    private final Library library;
    private final EntryHistory history;
    private final JsonMapper json;

    PromptTexts(Library library, EntryHistory history, JsonMapper json) {
        this.library = library;
        this.history = history;
        this.json = json;
    }

    /** Empty where that account may not use it, or there is no such version. */
    public Optional<String> usable(String promptId, @Nullable Long version, String account) {
        return library.usable(Kind.PROMPT, promptId, account)
                .filter(row -> version == null || version >= 1 && version <= row.version())
                .map(row -> read(
                        version == null
                                ? row.document()
                                : history.version(promptId, version).content().document()));
    }

    String read(String document) {
        return json.readValue(document, Document.class).text();
    }

    String write(String text) {
        return json.writeValueAsString(new Document(text));
    }
}
