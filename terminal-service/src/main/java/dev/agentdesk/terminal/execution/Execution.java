package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.event.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tool run as people and services see it afterwards.
 *
 * @param state {@code running} or {@code finished}
 * @param cwd relative to the Workspace's root
 * @param bytes how much it printed
 */
record Execution(
        String id,
        String workspaceId,
        String sessionId,
        String toolUseId,
        Actor actor,
        String tool,
        String command,
        String cwd,
        String state,
        @Nullable String outcome,
        @Nullable Integer exitCode,
        @Nullable String signal,
        Instant startedAt,
        @Nullable Long durationMs,
        @Nullable Long bytes,
        @Nullable String outputSha256) {}
