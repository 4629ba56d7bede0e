package dev.agentdesk.workspace.prompt;

import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.library.EntryHistory;
import dev.agentdesk.workspace.library.EntryHistory.Version;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The versions of a prompt, and two of them side by side. */
@RestController
@RequestMapping("/api/v1/prompts/{id}")
final class PromptHistoryEndpoint {

    private final Library library;
    private final EntryHistory history;
    private final PromptTexts texts;

    PromptHistoryEndpoint(Library library, EntryHistory history, PromptTexts texts) {
        this.library = library;
        this.history = history;
        this.texts = texts;
    }

    record PromptVersion(
            long version, Instant at, Map<String, String> actor, String name, String visibility, String text) {}

    /** Both texts whole; who shows them marks the lines that differ. */
    record PromptDifference(long from, long to, boolean changed, String old, String now) {}

    @GetMapping("/versions")
    Page<PromptVersion> versions(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return history.page(visible(id), limit, cursor, this::view);
    }

    @GetMapping("/versions/{version}")
    PromptVersion version(@PathVariable String id, @PathVariable long version) {
        return view(history.version(visible(id), version));
    }

    @GetMapping("/diff")
    PromptDifference diff(@PathVariable String id, @RequestParam long from, @RequestParam long to) {
        visible(id);
        var old = text(history.version(id, from));
        var now = text(history.version(id, to));
        return new PromptDifference(from, to, !old.equals(now), old, now);
    }

    private PromptVersion view(Version version) {
        return new PromptVersion(
                version.version(),
                version.at(),
                version.actor(),
                version.content().name(),
                version.content().visibility(),
                text(version));
    }

    private String text(Version version) {
        return texts.read(version.content().document());
    }

    private String visible(String id) {
        var principal = RequestContext.current().principal();
        principal.require("library:read");
        return library.visible(Kind.PROMPT, id, principal).id();
    }
}
