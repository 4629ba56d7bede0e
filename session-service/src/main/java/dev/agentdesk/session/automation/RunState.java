package dev.agentdesk.session.automation;

import dev.agentdesk.session.automation.RunCommand.RefuseRun;
import dev.agentdesk.session.automation.RunEvent.RunRefused;
import java.util.List;

/** A run is refused once; pure. */
enum RunState {
    UNKNOWN,
    REFUSED;

    List<RunEvent> decide(RunCommand command) {
        return switch (command) {
            case RefuseRun it
            when this == UNKNOWN -> List.of(new RunRefused(it.stamp(), it.runId(), it.workspaceId(), it.code()));
            case RefuseRun it -> List.of();
        };
    }

    RunState evolve(RunEvent event) {
        return switch (event) {
            case RunRefused it -> REFUSED;
        };
    }
}
