package dev.agentdesk.trigger.schedule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run asks of its Workspace. */
public sealed interface Task {

    /** A text of its own. */
    record Prompt(String text) implements Task {

        /** Prompts are not for logs. */
        @Override
        public String toString() {
            return "Prompt";
        }
    }

    /** A prompt of the library, read when a run begins; without a version the newest. */
    record Reference(String promptId, @Nullable Long version) implements Task {}

    /** A command of the Workspace with the values of its variables, read when a run begins. */
    record Custom(String command, Map<String, String> variables) implements Task {

        public Custom {
            variables = Map.copyOf(variables);
        }

        /** Values are not for logs. */
        @Override
        public String toString() {
            return "Custom[" + command + "]";
        }
    }
}
