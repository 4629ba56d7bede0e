package dev.agentdesk.workspace.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.configuration.Differences;
import dev.agentdesk.workspace.library.EntryHistory;
import dev.agentdesk.workspace.library.EntryHistory.Version;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The versions of a provider: who changed what. Of keys only that there was another one. */
@RestController
@RequestMapping("/api/v1/providers/{id}")
final class ProviderHistoryEndpoint {

    private final Library library;
    private final EntryHistory history;
    private final ProviderForms forms;
    private final JsonMapper json;

    ProviderHistoryEndpoint(Library library, EntryHistory history, ProviderForms forms, JsonMapper json) {
        this.json = json;
        this.library = library;
        this.history = history;
        this.forms = forms;
    }

    record ProviderVersion(
            long version,
            Instant at,
            Map<String, String> actor,
            String name,
            String visibility,
            String wire,
            String baseUrl,
            boolean hasKey,
            List<ProviderDocument.Model> models,
            Map<String, ProviderDocument.Price> prices) {}

    record ProviderDifference(long from, long to, List<ProviderChange> changes) {}

    /** {@code old} or {@code new} is null where the member is absent. */
    record ProviderChange(
            String path,
            @Nullable JsonNode old,
            @JsonProperty("new") @Nullable JsonNode now) {}

    @GetMapping("/versions")
    Page<ProviderVersion> versions(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return history.page(visible(id), limit, cursor, this::view);
    }

    @GetMapping("/versions/{version}")
    ProviderVersion version(@PathVariable String id, @PathVariable long version) {
        return view(history.version(visible(id), version));
    }

    @GetMapping("/diff")
    ProviderDifference diff(@PathVariable String id, @RequestParam long from, @RequestParam long to) {
        visible(id);
        var changes = Differences.between(compared(history.version(id, from)), compared(history.version(id, to)));
        return new ProviderDifference(
                from,
                to,
                changes.stream()
                        .map(it -> new ProviderChange(it.path(), it.old(), it.now()))
                        .toList());
    }

    /** What a version says, without its number, time and author. */
    private JsonNode compared(Version version) {
        var tree = (ObjectNode) json.valueToTree(view(version));
        return tree.remove(List.of("version", "at", "actor"));
    }

    private ProviderVersion view(Version version) {
        var document = forms.document(version.content().document());
        return new ProviderVersion(
                version.version(),
                version.at(),
                version.actor(),
                version.content().name(),
                version.content().visibility(),
                document.wire(),
                document.baseUrl(),
                version.content().secretId() != null,
                document.models(),
                document.prices());
    }

    private String visible(String id) {
        var principal = RequestContext.current().principal();
        principal.require("library:read");
        return library.visible(Kind.PROVIDER, id, principal).id();
    }
}
