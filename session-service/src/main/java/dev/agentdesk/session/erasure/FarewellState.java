package dev.agentdesk.session.erasure;

import dev.agentdesk.session.erasure.FarewellCommand.Confirm;
import dev.agentdesk.session.erasure.FarewellEvent.SessionsErased;
import java.util.List;

/** Told once; pure. */
enum FarewellState {
    ALIVE,
    ERASED;

    List<FarewellEvent> decide(FarewellCommand command) {
        return switch (command) {
            case Confirm it when this == ALIVE -> List.of(new SessionsErased(it.stamp(), it.workspaceId()));
            case Confirm it -> List.of();
        };
    }

    FarewellState evolve(FarewellEvent event) {
        return switch (event) {
            case SessionsErased it -> ERASED;
        };
    }
}
