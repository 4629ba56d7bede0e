package dev.agentdesk.contracts.trigger.v1;

/** A schedule is {@code created}, {@code edited}, {@code paused}, {@code resumed} or {@code deleted}. */
public record ScheduleChanged(String scheduleId, String workspaceId, String change) {}
