package dev.agentdesk.workspace.api;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.catalog.Catalog;
import dev.agentdesk.workspace.catalog.ConfigurationHistory;
import dev.agentdesk.workspace.catalog.WorkspaceRow;
import dev.agentdesk.workspace.configuration.Configurations;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ReplaceConfiguration;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person decided for the whole Workspace becomes rules of its permissions: a new configuration version. The
 * rules come first, for the first that matches decides; those that are there already are not added again.
 */
@RestController
final class InternalRulesEndpoint {

    private static final int MOST_ATTEMPTS = 5;

    private final Commands commands;
    private final Catalog catalog;
    private final ConfigurationHistory history;
    private final Configurations configurations;
    private final Stamps stamps;
    private final JsonMapper json;

    InternalRulesEndpoint(
            Commands commands,
            Catalog catalog,
            ConfigurationHistory history,
            Configurations configurations,
            Stamps stamps,
            JsonMapper json) {
        this.commands = commands;
        this.catalog = catalog;
        this.history = history;
        this.configurations = configurations;
        this.stamps = stamps;
        this.json = json;
    }

    record AllowedCall(String tool, String match) {}

    /** @param actor who decided; session-service has looked at their rights */
    record Remembered(List<AllowedCall> calls, String reason, Actor actor) {}

    record ConfigVersion(long configVersion) {}

    @PostMapping("/internal/workspaces/{id}/permission-rules")
    ConfigVersion add(@PathVariable String id, @RequestBody Remembered remembered) {
        RequestContext.current().principal().requireService();
        for (int attempt = 1; ; attempt++) {
            var row = catalog.find(id).orElseThrow(Rejection::notFound);
            try {
                return add(row, remembered);
            } catch (Rejection e) {
                if (e.code() != ProblemCode.PRECONDITION_FAILED || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private ConfigVersion add(WorkspaceRow row, Remembered remembered) {
        var config = (ObjectNode) configurations.tree(
                history.version(row.id(), row.configVersion()).document());
        var rules = json.createArrayNode();
        var present = config.path("permissions").path("rules");
        for (var call : remembered.calls()) {
            var rule = json.createObjectNode()
                    .put("tool", call.tool())
                    .put("match", call.match())
                    .put("decision", "allow");
            if (present.valueStream().noneMatch(it -> same(it, rule))) {
                rules.add(rule);
            }
        }
        if (rules.isEmpty()) {
            return new ConfigVersion(row.configVersion());
        }
        present.forEach(rules::add);
        ((ObjectNode) config.path("permissions")).set("rules", rules);
        var settings = configurations.settings(config, row.owner());
        commands.send(new ReplaceConfiguration(
                by(remembered.actor(), stamps.ofRequest(row.id())),
                row.id(),
                settings,
                remembered.reason(),
                row.configVersion(),
                null));
        return new ConfigVersion(row.configVersion() + 1);
    }

    private static boolean same(JsonNode present, JsonNode rule) {
        return present.path("tool").equals(rule.path("tool"))
                && present.path("match").equals(rule.path("match"))
                && present.path("decision").equals(rule.path("decision"));
    }

    private static Stamp by(Actor actor, Stamp stamp) {
        return new Stamp(
                stamp.id(),
                stamp.at(),
                actor,
                stamp.workspaceId(),
                stamp.correlationId(),
                stamp.causationId(),
                stamp.depth());
    }
}
