package dev.agentdesk.gateway.resolve;

import dev.agentdesk.gateway.asking.Asker;
import dev.agentdesk.gateway.asking.Found;
import dev.agentdesk.gateway.visibility.KnownWorkspace;
import dev.agentdesk.gateway.visibility.Workspaces;
import dev.agentdesk.kit.id.Ids;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds what an id names by asking its owner with the caller's own rights, so what is hidden can't be told from what is
 * absent.
 */
final class Resolver {

    private static final String API = "/api/v1/";

    /** @param collection the owner's path, and the kind in the plural */
    private record Owner(String service, String kind, String collection) {}

    private static final Map<String, Owner> OWNERS = Map.ofEntries(
            Map.entry("wrk", new Owner("workspace-service", "workspace", "workspaces")),
            Map.entry("ses", new Owner("session-service", "session", "sessions")),
            Map.entry("trn", new Owner("session-service", "turn", "turns")),
            Map.entry("apr", new Owner("session-service", "approval", "approvals")),
            Map.entry("con", new Owner("trigger-service", "connector", "connectors")),
            Map.entry("rte", new Owner("trigger-service", "route", "routes")),
            Map.entry("dlv", new Owner("trigger-service", "delivery", "deliveries")),
            Map.entry("run", new Owner("trigger-service", "run", "runs")),
            Map.entry("sch", new Owner("trigger-service", "schedule", "schedules")),
            Map.entry("exe", new Owner("terminal-service", "execution", "executions")),
            Map.entry("trm", new Owner("terminal-service", "terminal", "terminals")));

    private final Found found;
    private final Events events;
    private final Workspaces workspaces;

    Resolver(Found found, Events events, Workspaces workspaces) {
        this.found = found;
        this.events = events;
        this.workspaces = workspaces;
    }

    Optional<Target> resolve(String id, Asker asker) {
        var prefix = id.substring(0, Math.max(0, id.indexOf('_')));
        if (!Ids.isId(prefix, id)) {
            return Optional.empty();
        }
        if (prefix.equals("evt")) {
            return events.find(id, asker).map(event -> event(event, asker));
        }
        if (prefix.equals("wsp")) {
            return workspaces.ofPrincipal(id).map(KnownWorkspace::id).flatMap(it -> resolve(it, asker));
        }
        var owner = OWNERS.get(prefix);
        if (owner == null) {
            return Optional.empty();
        }
        var href = API + owner.collection() + "/" + id;
        return found.find(owner.service(), href, asker).map(it -> target(id, owner, href, it, asker));
    }

    private Target target(String id, Owner owner, String href, JsonNode it, Asker asker) {
        var workspace = prefixed(it, "wrk", it.path("workspace_id").asString(""));
        return new Target(
                id,
                owner.kind(),
                title(owner.kind(), it, asker),
                workspace.isEmpty() ? null : workspace,
                url(id, owner.kind(), it, workspace),
                href);
    }

    /** The id of a Workspace is its own {@code id}, of anything else its {@code workspace_id}. */
    private static String prefixed(JsonNode it, String prefix, String otherwise) {
        var id = it.path("id").asString("");
        return Ids.isId(prefix, id) ? id : otherwise;
    }

    private String title(String kind, JsonNode it, Asker asker) {
        return switch (kind) {
            case "turn" -> sessionTitle(it, asker);
            case "approval" -> it.path("tool").asString(kind);
            case "execution" -> it.path("command").asString(kind);
            case "run" -> it.path("outcome").asString(kind);
            case "delivery" -> it.path("status").asString(kind);
            default -> it.path("name").asString(it.path("title").asString(kind));
        };
    }

    private String url(String id, String kind, JsonNode it, String workspaceId) {
        return switch (kind) {
            case "workspace" -> desk(workspaceId);
            case "session" -> desk(workspaceId) + "/s/" + id;
            case "turn" -> session(it, workspaceId, it.path("started_seq").asLong(0));
            case "terminal" -> desk(workspaceId) + "/terminal/" + id;
            case "execution" -> desk(workspaceId) + "/history";
            case "approval" -> "/inbox/" + id;
            case "run" -> "/automation/runs#" + id;
            case "schedule" -> "/automation/schedules/" + id;
            case "connector" -> "/automation/connectors/" + id;
            case "route" -> "/automation/routes/" + id;
            default -> "/automation/deliveries/" + id;
        };
    }

    private Target event(JsonNode event, Asker asker) {
        var id = event.path("id").asString();
        var workspaceId = event.path("workspace_id").asString("");
        long seq = event.path("seq").asLong(0);
        boolean ofSession = event.has("session_id");
        return new Target(
                id,
                "event",
                ofSession ? sessionTitle(event, asker) : event.path("type").asString("event"),
                workspaceId,
                ofSession ? session(event, workspaceId, seq) : desk(workspaceId) + "/history#e" + seq,
                API + "events/" + id);
    }

    private String sessionTitle(JsonNode it, Asker asker) {
        return found.find(
                        "session-service",
                        API + "sessions/" + it.path("session_id").asString(""),
                        asker)
                .map(session -> session.path("title").asString(""))
                .orElse("");
    }

    private String session(JsonNode it, String workspaceId, long seq) {
        var page = desk(workspaceId) + "/s/" + it.path("session_id").asString("");
        return seq == 0 ? page : page + "#e" + seq;
    }

    private String desk(String workspaceId) {
        return "/w/" + workspaces.find(workspaceId).map(KnownWorkspace::slug).orElse(workspaceId);
    }
}
