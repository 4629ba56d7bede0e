package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.trigger.schedule.ScheduleEvent.Erased;
import dev.agentdesk.trigger.schedule.ScheduleEvent.PolicyChosen;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleCreated;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleDeleted;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleDisabled;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleEnabled;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleErased;
import dev.agentdesk.trigger.schedule.ScheduleEvent.SchedulePaused;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleRenamed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleResumed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TaskReplaced;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickPlanned;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TimingReplaced;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps one row of {@code schedule} per Schedule, deleted or not; an erased one leaves none, live or rebuilt. */
@Component
final class ScheduleProjection implements ReadModel {

    static final String NAME = "schedule";

    /** The form of the columns {@code timing} and {@code policy}. */
    static final JsonMapper JSON = JsonConfiguration.apiJson();

    private final SealedTexts seals;

    ScheduleProjection(SealedTexts seals) {
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
        return List.of("schedule");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (!(recorded.event() instanceof ScheduleEvent event)) {
            return;
        }
        long seq = recorded.seq();
        switch (event) {
            case ScheduleCreated e -> insert(e, seq, db);
            case ScheduleRenamed e -> edit(e, seq, db, Map.of("sealed_name", sealed(e, e.name())));
            case TaskReplaced e -> edit(e, seq, db, Map.of("sealed_task", sealed(e, json(TaskForm.of(e.task())))));
            case TimingReplaced e -> edit(e, seq, db, Map.of("timing", json(TimingForm.of(e.timing()))));
            case PolicyChosen e -> edit(e, seq, db, Map.of("policy", json(PolicyForm.of(e.policy()))));
            case ScheduleEnabled e -> edit(e, seq, db, Map.of("enabled", true));
            case ScheduleDisabled e -> edit(e, seq, db, Map.of("enabled", false));
            case SchedulePaused e -> pause(e, seq, db);
            case ScheduleResumed e -> resume(e, seq, db);
            case TickPlanned e -> plan(e, db);
            case ScheduleDeleted e -> edit(e, seq, db, Map.of("deleted", true));
            case ScheduleErased e -> remove(e, db);
            case Erased e -> remove(e, db);
            default -> {}
        }
    }

    private void insert(ScheduleCreated event, long seq, JdbcClient db) {
        var settings = event.settings();
        Stamp stamp = event.stamp();
        db.sql("""
                insert into schedule (schedule_id, workspace_id, sealed_name, sealed_task, timing, policy, enabled,
                    deleted, version, created_by, created_at, updated_at)
                values (:id, :workspace, :name, :task, :timing, :policy, :enabled, false, :seq, :by, :at, :at)
                on conflict (schedule_id) do nothing""")
                .param("id", event.scheduleId())
                .param("workspace", event.workspaceId())
                .param("name", sealed(event, settings.name()))
                .param("task", sealed(event, json(TaskForm.of(settings.task()))))
                .param("timing", json(TimingForm.of(settings.timing())))
                .param("policy", json(PolicyForm.of(settings.policy())))
                .param("enabled", settings.enabled())
                .param("seq", seq)
                .param("by", stamp.actor().id())
                .param("at", Timestamp.from(stamp.at()))
                .update();
    }

    private void pause(SchedulePaused event, long seq, JdbcClient db) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("paused_code", event.code());
        values.put("sealed_paused_reason", sealed(event, event.reason()));
        values.put("paused_at", Timestamp.from(event.stamp().at()));
        edit(event, seq, db, values);
    }

    private static void resume(ScheduleResumed event, long seq, JdbcClient db) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("paused_code", null);
        values.put("sealed_paused_reason", null);
        values.put("paused_at", null);
        edit(event, seq, db, values);
    }

    private static void plan(TickPlanned event, JdbcClient db) {
        db.sql("update schedule set next_nominal_at = :nominal, next_due_at = :due where schedule_id = :id")
                .param("nominal", timestamp(event.nominalAt()))
                .param("due", timestamp(event.dueAt()))
                .param("id", event.scheduleId())
                .update();
    }

    private static void edit(
            ScheduleEvent event, long seq, JdbcClient db, Map<String, ? extends @Nullable Object> values) {
        var columns =
                values.keySet().stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
        db.sql("update schedule set " + columns + ", version = :seq, updated_at = :at where schedule_id = :id")
                .params(values)
                .param("seq", seq)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("id", event.scheduleId())
                .update();
    }

    private static void remove(ScheduleEvent event, JdbcClient db) {
        db.sql("delete from schedule where schedule_id = :id")
                .param("id", event.scheduleId())
                .update();
    }

    private byte[] sealed(ScheduleEvent event, String text) {
        return Objects.requireNonNull(seals.seal(event.scheduleId(), text));
    }

    private static String json(Object form) {
        return JSON.writeValueAsString(form);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
