package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.problem.Rejection;
import org.springframework.stereotype.Component;

/** The newest generation of each Session's runner; nobody who is older starts anything. */
@Component
public class Fence {

    private final ExecutionRows rows;

    Fence(ExecutionRows rows) {
        this.rows = rows;
    }

    /**
     * From here on nothing of an older generation starts.
     *
     * @throws Rejection {@code stale-generation} if a newer one was seen
     */
    public void raise(String workspaceId, String sessionId, long generation) {
        if (rows.raise(sessionId, workspaceId, generation) > generation) {
            throw Executions.stale();
        }
    }
}
