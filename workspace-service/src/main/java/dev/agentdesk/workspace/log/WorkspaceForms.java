package dev.agentdesk.workspace.log;

import dev.agentdesk.kit.feed.Envelope;
import dev.agentdesk.kit.feed.PublicForms;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.workspace.desk.Details;
import dev.agentdesk.workspace.desk.WorkspaceEvent;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ConfigurationReplaced;
import dev.agentdesk.workspace.desk.WorkspaceEvent.DetailsChanged;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentFailed;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentStarted;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentStopped;
import dev.agentdesk.workspace.desk.WorkspaceEvent.Erased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ErasureRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ServiceErased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.StartRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.StopRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceCreated;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceDeleted;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceErased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceUndeleted;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one public form of each stored Workspace event.
 *
 * <p>Pure. A configuration is named by its version and never shown here: who may read it asks for that version. An
 * erased event keeps its type and its place; its payload is {@code erased: true}.
 */
final class WorkspaceForms implements PublicForms {

    /** Stored event → public type, one to one. */
    static final Map<Class<? extends WorkspaceEvent>, String> TYPES = Map.ofEntries(
            Map.entry(WorkspaceCreated.class, "workspace.created"),
            Map.entry(DetailsChanged.class, "workspace.updated"),
            Map.entry(ConfigurationReplaced.class, "workspace.config_changed"),
            Map.entry(StartRequested.class, "workspace.start_requested"),
            Map.entry(StopRequested.class, "workspace.stop_requested"),
            Map.entry(EnvironmentStarted.class, "workspace.status_running"),
            Map.entry(EnvironmentFailed.class, "workspace.status_failed"),
            Map.entry(EnvironmentStopped.class, "workspace.status_stopped"),
            Map.entry(WorkspaceDeleted.class, "workspace.deleted"),
            Map.entry(WorkspaceUndeleted.class, "workspace.undeleted"),
            Map.entry(ErasureRequested.class, "workspace.erasure_requested"),
            Map.entry(ServiceErased.class, "workspace.service_erased"),
            Map.entry(WorkspaceErased.class, "workspace.erased"));

    @Override
    public List<Map<String, Object>> of(List<Recorded> page) {
        return page.stream().map(WorkspaceForms::of).toList();
    }

    @Override
    public List<String> storedTypes(String publicType) {
        return TYPES.entrySet().stream()
                .filter(it -> it.getValue().equals(publicType))
                .map(it -> "workspace." + it.getKey().getSimpleName())
                .toList();
    }

    @Override
    public boolean erases(String publicType) {
        return publicType.equals("workspace.erased");
    }

    static String type(WorkspaceEvent event) {
        var name =
                event instanceof Erased erased ? erased.was() : event.getClass().getSimpleName();
        return TYPES.entrySet().stream()
                .filter(it -> it.getKey().getSimpleName().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " has no public form"));
    }

    private static Map<String, Object> of(Recorded recorded) {
        var event = (WorkspaceEvent) recorded.event();
        var form = Envelope.of(recorded, type(event), Map.of());
        form.put("workspace_id", event.workspaceId());
        payload(event, form);
        return Envelope.compact(form);
    }

    private static void payload(WorkspaceEvent event, Map<String, @Nullable Object> form) {
        switch (event) {
            case WorkspaceCreated it -> {
                details(it.details(), form);
                form.put("principal_id", it.principalId());
                form.put("owner", it.owner());
                form.put("engine", it.configuration().engine());
                form.put("version", 1L);
                configuration(it.workspaceId(), 1, form);
            }
            case DetailsChanged it -> {
                details(it.details(), form);
                form.put("version", it.version());
            }
            case ConfigurationReplaced it -> {
                form.put("engine", it.configuration().engine());
                form.put("reason", it.reason());
                form.put("restored_from", it.restoredFrom());
                configuration(it.workspaceId(), it.version(), form);
            }
            case StartRequested it -> {
                wanted(it.generation(), it.cause(), form);
                form.put("config_version", it.configVersion());
            }
            case StopRequested it -> wanted(it.generation(), it.cause(), form);
            case EnvironmentStarted it -> {
                form.put("generation", it.generation());
                form.put(
                        "isolation",
                        Map.of("tier", it.tier(), "enforced", it.enforced(), "not_enforced", it.notEnforced()));
            }
            case EnvironmentFailed it -> {
                wanted(it.generation(), it.reason(), form);
                form.put("code", it.code());
            }
            case EnvironmentStopped it -> form.put("generation", it.generation());
            case WorkspaceDeleted it -> form.put("generation", it.generation());
            case ServiceErased it -> form.put("service", it.service());
            case Erased it -> form.put("erased", true);
            case WorkspaceUndeleted it -> {}
            case ErasureRequested it -> {}
            case WorkspaceErased it -> {}
        }
    }

    private static void details(Details details, Map<String, @Nullable Object> form) {
        form.put("name", details.name());
        form.put("slug", details.slug());
        form.put("description", details.description());
        form.put("tags", details.tags());
    }

    private static void configuration(String workspaceId, long version, Map<String, @Nullable Object> form) {
        form.put("config_version", version);
        form.put("href", "/api/v1/workspaces/" + workspaceId + "/config?version=" + version);
    }

    private static void wanted(long generation, String reason, Map<String, @Nullable Object> form) {
        form.put("generation", generation);
        form.put("reason", reason);
    }
}
