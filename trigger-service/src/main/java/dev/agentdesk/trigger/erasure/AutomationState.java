package dev.agentdesk.trigger.erasure;

import dev.agentdesk.trigger.erasure.AutomationCommand.ConfirmErasure;
import dev.agentdesk.trigger.erasure.AutomationEvent.AutomationErased;
import java.util.List;

/** The rules of the automation of one Workspace: its erasure is confirmed once. Pure. */
sealed interface AutomationState {

    record Present() implements AutomationState {}

    record Gone() implements AutomationState {}

    static AutomationState initial() {
        return new Present();
    }

    default List<AutomationEvent> decide(AutomationCommand command) {
        return switch (command) {
            case ConfirmErasure confirm
            when this instanceof Present -> List.of(new AutomationErased(confirm.stamp(), confirm.workspaceId()));
            case ConfirmErasure repeat -> List.of();
        };
    }

    default AutomationState evolve(AutomationEvent event) {
        return switch (event) {
            case AutomationErased e -> new Gone();
        };
    }
}
