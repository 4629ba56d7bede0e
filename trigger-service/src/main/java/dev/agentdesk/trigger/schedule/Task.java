package dev.agentdesk.trigger.schedule;

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
}
