package dev.agentdesk.trigger.route;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.trigger.route.RouteEvent.BusyPolicyChosen;
import dev.agentdesk.trigger.route.RouteEvent.CorrelationChosen;
import dev.agentdesk.trigger.route.RouteEvent.Erased;
import dev.agentdesk.trigger.route.RouteEvent.FilterReplaced;
import dev.agentdesk.trigger.route.RouteEvent.PaceChosen;
import dev.agentdesk.trigger.route.RouteEvent.PathChosen;
import dev.agentdesk.trigger.route.RouteEvent.PromptReplaced;
import dev.agentdesk.trigger.route.RouteEvent.RouteCreated;
import dev.agentdesk.trigger.route.RouteEvent.RouteDeleted;
import dev.agentdesk.trigger.route.RouteEvent.RouteDisabled;
import dev.agentdesk.trigger.route.RouteEvent.RouteEnabled;
import dev.agentdesk.trigger.route.RouteEvent.RouteErased;
import dev.agentdesk.trigger.route.RouteEvent.RouteRedirected;
import dev.agentdesk.trigger.route.RouteEvent.RouteRenamed;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row of {@code route} per Route, deleted or not; an erased one leaves none, live or rebuilt. */
@Component
final class RouteProjection implements ReadModel {

    static final String NAME = "route";

    private final SealedTexts seals;

    RouteProjection(SealedTexts seals) {
        this.seals = seals;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("route");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (!(recorded.event() instanceof RouteEvent event)) {
            return;
        }
        long seq = recorded.seq();
        switch (event) {
            case RouteCreated e -> insert(e, seq, db);
            case RouteRenamed e -> set(e, seq, db, "sealed_name", sealed(e, e.name()));
            case RouteRedirected e -> set(e, seq, db, "workspace_id", e.workspaceId());
            case PathChosen e -> set(e, seq, db, "sealed_path", sealed(e, e.path()));
            case FilterReplaced e -> set(e, seq, db, "sealed_filter", sealed(e, e.filter()));
            case CorrelationChosen e -> set(e, seq, db, "sealed_correlation", sealed(e, e.correlation()));
            case PromptReplaced e -> set(e, seq, db, "sealed_prompt", sealed(e, e.prompt()));
            case BusyPolicyChosen e -> set(e, seq, db, "on_busy", e.onBusy().wire());
            case PaceChosen e -> pace(e, seq, db);
            case RouteEnabled e -> set(e, seq, db, "enabled", true);
            case RouteDisabled e -> set(e, seq, db, "enabled", false);
            case RouteDeleted e -> set(e, seq, db, "deleted", true);
            case RouteErased e -> remove(e, db);
            case Erased e -> remove(e, db);
        }
    }

    private void insert(RouteCreated event, long seq, JdbcClient db) {
        var settings = event.settings();
        db.sql("""
                insert into route (route_id, connector_id, workspace_id, sealed_name, sealed_path, sealed_filter, sealed_prompt, sealed_correlation,
                    on_busy, enabled, deleted, version, created_by, created_at, updated_at, rate_limit, rate_per, debounce)
                values (:id, :connector, :workspace, :name, :path, :filter, :prompt, :correlation, :onBusy, :enabled, false, :seq, :by,
                    :at, :at, :limit, :per, :debounce)
                on conflict (route_id) do nothing""")
                .params(pace(settings.paced()))
                .param("id", event.routeId())
                .param("connector", event.connectorId())
                .param("workspace", settings.workspaceId())
                .param("name", sealed(event, settings.name()))
                .param("path", sealed(event, Objects.requireNonNullElse(settings.path(), "")))
                .param("filter", sealed(event, settings.filter()))
                .param("prompt", sealed(event, settings.prompt()))
                .param("correlation", sealed(event, Objects.requireNonNullElse(settings.correlation(), "")))
                .param("onBusy", settings.onBusy().wire())
                .param("enabled", settings.enabled())
                .param("seq", seq)
                .param("by", event.stamp().actor().id())
                .param("at", Timestamp.from(event.stamp().at()))
                .update();
    }

    private static void pace(PaceChosen event, long seq, JdbcClient db) {
        db.sql("update route set version = :seq, updated_at = :at, rate_limit = :limit, rate_per = :per,"
                        + " debounce = :debounce where route_id = :id")
                .params(pace(event.pace()))
                .param("seq", seq)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("id", event.routeId())
                .update();
    }

    private static Map<String, @Nullable Object> pace(Pace pace) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("limit", pace.limit());
        values.put("per", pace.per() == null ? null : pace.per().toString());
        values.put("debounce", pace.debounce() == null ? null : pace.debounce().toString());
        return values;
    }

    private byte[] sealed(RouteEvent event, String text) {
        return Objects.requireNonNull(seals.seal(event.routeId(), text));
    }

    private static void set(RouteEvent event, long seq, JdbcClient db, String column, Object value) {
        db.sql("update route set " + column + " = :value, version = :seq, updated_at = :at where route_id = :id")
                .param("value", value)
                .param("seq", seq)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("id", event.routeId())
                .update();
    }

    private static void remove(RouteEvent event, JdbcClient db) {
        db.sql("delete from route where route_id = :id")
                .param("id", event.routeId())
                .update();
    }
}
