package dev.agentdesk.workspace.api;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.catalog.Catalog;
import dev.agentdesk.workspace.catalog.ConfigurationHistory;
import dev.agentdesk.workspace.catalog.WorkspaceRow;
import dev.agentdesk.workspace.desk.WorkspaceCommand.StartForWork;
import dev.agentdesk.workspace.provider.TurnProviders;
import dev.agentdesk.workspace.provider.TurnProviders.TurnProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the other services ask about Workspaces; they decide for themselves who may see what. */
@RestController
@RequestMapping("/internal/workspaces")
final class InternalWorkspaceEndpoint {

    private final Commands commands;
    private final Catalog catalog;
    private final ConfigurationHistory history;
    private final References references;
    private final Stamps stamps;
    private final TurnProviders providers;

    InternalWorkspaceEndpoint(
            Commands commands,
            Catalog catalog,
            ConfigurationHistory history,
            References references,
            Stamps stamps,
            TurnProviders providers) {
        this.commands = commands;
        this.catalog = catalog;
        this.history = history;
        this.references = references;
        this.stamps = stamps;
        this.providers = providers;
    }

    /** A Workspace as neighbours keep it. */
    record Reference(
            String id,
            @Nullable String slug,
            @Nullable String name,
            String principalId,
            String owner,
            String visibility,
            List<String> grants,
            String status,
            String desired,
            long generation,
            long configVersion,
            boolean deleted) {

        static Reference of(WorkspaceRow row) {
            return new Reference(
                    row.id(),
                    row.slug(),
                    row.name(),
                    row.principalId(),
                    row.owner(),
                    "private",
                    List.of(),
                    row.status(),
                    row.desired(),
                    row.generation(),
                    row.configVersion(),
                    !row.isUsable());
        }
    }

    record Turn(String sessionId, String turnId) {}

    /**
     * All that a runner needs to begin a turn; the configuration is the one in force at this moment.
     *
     * @param provider where its models are called; null where the engine has none or may not use it any more
     */
    record TurnContext(
            String workspaceId,
            @Nullable String slug,
            String principalId,
            String desired,
            long generation,
            long configVersion,
            JsonNode config,
            @Nullable TurnProvider provider) {}

    record Configuration(
            long configVersion, JsonNode config, @Nullable TurnProvider provider) {}

    @GetMapping("/{id}")
    Reference get(@PathVariable String id) {
        return Reference.of(find(id));
    }

    /** Starts a stopped Workspace on the way, unless only people may; then 409. */
    @PostMapping("/{id}/turn-context")
    TurnContext turnContext(@PathVariable String id, @RequestBody Turn turn) {
        var row = find(id);
        commands.send(new StartForWork(stamps.ofRequest(row.id()), row.id()));
        var now = find(row.id());
        var version = history.version(now.id(), now.configVersion());
        var config = references.resolved(version.document(), now.owner());
        return new TurnContext(
                now.id(),
                now.slug(),
                now.principalId(),
                now.desired(),
                now.generation(),
                version.version(),
                config,
                providers.of(config, now.owner()).orElse(null));
    }

    @GetMapping("/{id}/config")
    Configuration config(@PathVariable String id, @RequestParam(required = false) @Nullable Long version) {
        var row = find(id);
        var found = history.version(row.id(), version == null ? row.configVersion() : version);
        var config = references.resolved(found.document(), row.owner());
        return new Configuration(
                found.version(), config, providers.of(config, row.owner()).orElse(null));
    }

    private WorkspaceRow find(String id) {
        RequestContext.current().principal().requireService();
        return catalog.find(id).orElseThrow(Rejection::notFound);
    }
}
