package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.event.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tool run or terminal as people and services see it afterwards.
 *
 * @param state {@code running} or {@code finished}
 * @param terminalId where it is a terminal that was opened; what was typed into that is not listed
 * @param cwd relative to the Workspace's root
 * @param bytes how much it printed
 */
record Execution(
        String id,
        String workspaceId,
        @Nullable String sessionId,
        @Nullable String toolUseId,
        @Nullable String terminalId,
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
