package dev.agentdesk.trigger.schedule;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Schedule as clients see it.
 *
 * @param status {@code active}, {@code paused}, {@code disabled} or {@code ended}
 * @param next what is due next; null unless it is active
 */
record ScheduleView(
        String id,
        String workspaceId,
        String name,
        String status,
        Spec spec,
        Task task,
        String overlap,
        CatchUp catchUp,
        String jitter,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        @Nullable Long maxRuns,
        int pauseAfterFailures,
        String onBusy,
        String session,
        boolean enabled,
        @Nullable Paused paused,
        @Nullable Next next,
        long version,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** By cron, by interval or once; the members of the others are null. */
    record Spec(
            @Nullable String cron,
            @Nullable String timeZone,
            @Nullable String dst,
            @Nullable String every,
            @Nullable String offset,
            @Nullable Instant at) {}

    /** A text, a prompt of the library, or a command of the Workspace; the members of the others are null. */
    record Task(
            @Nullable String prompt,
            @Nullable String promptId,
            @Nullable Long version,
            @Nullable String command,
            @Nullable Map<String, String> variables) {}

    record CatchUp(String window, String mode) {}

    /** {@code asked} by somebody, or after {@code failures}. */
    record Paused(String code, String reason, Instant at) {}

    /** Later than its nominal time by the jitter. */
    record Next(Instant nominalAt, Instant dueAt) {}

    static ScheduleView of(Schedules.Row row) {
        var settings = row.settings();
        var policy = PolicyForm.of(settings.policy());
        return new ScheduleView(
                row.id(),
                row.workspaceId(),
                settings.name(),
                status(row),
                spec(settings),
                task(settings),
                Wire.of(settings.policy().overlap()),
                new CatchUp(
                        settings.policy().catchUp().window().toString(),
                        Wire.of(settings.policy().catchUp().mode())),
                settings.timing().jitter().toString(),
                settings.timing().startAt(),
                settings.timing().endAt(),
                policy.maxRuns(),
                settings.policy().pauseAfterFailures(),
                settings.policy().onBusy().wire(),
                Wire.of(settings.policy().session()),
                settings.enabled(),
                paused(row),
                next(row),
                row.version(),
                row.createdBy(),
                row.createdAt(),
                row.updatedAt());
    }

    private static Task task(ScheduleSettings settings) {
        var form = TaskForm.of(settings.task());
        return new Task(form.prompt(), form.promptId(), form.version(), form.command(), form.variables());
    }

    private static Spec spec(ScheduleSettings settings) {
        var form = SpecForm.of(settings.timing().spec());
        return new Spec(form.cron(), form.timeZone(), form.dst(), form.every(), form.offset(), form.at());
    }

    private static String status(Schedules.Row row) {
        if (!row.settings().enabled()) {
            return "disabled";
        }
        return row.paused() != null ? "paused" : row.nextNominalAt() == null ? "ended" : "active";
    }

    private static @Nullable Paused paused(Schedules.Row row) {
        var pause = row.paused();
        return pause == null ? null : new Paused(pause.code(), pause.reason(), pause.at());
    }

    private static @Nullable Next next(Schedules.Row row) {
        return row.nextNominalAt() == null || row.nextDueAt() == null
                ? null
                : new Next(row.nextNominalAt(), row.nextDueAt());
    }
}
