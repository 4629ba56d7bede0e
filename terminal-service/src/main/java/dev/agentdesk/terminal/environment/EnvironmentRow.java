package dev.agentdesk.terminal.environment;

import dev.agentdesk.terminal.sandbox.Isolation;
import org.jspecify.annotations.Nullable;

/**
 * Where an Environment stands, as other services see it.
 *
 * @param status {@code provisioning, ready, failed, stopped, erased}
 */
public record EnvironmentRow(
        String workspaceId,
        long generation,
        String status,
        @Nullable Isolation isolation,
        @Nullable Failure failure) {

    /** Why it could not be started. */
    public record Failure(String code, String reason) {}

    boolean is(String status, long generation) {
        return this.status.equals(status) && this.generation == generation;
    }
}
