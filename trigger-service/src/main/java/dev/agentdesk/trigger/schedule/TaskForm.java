package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.listing.PlainText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link Task} as clients write and see it. */
record TaskForm(@Nullable String prompt) {

    /** As much as a route may render. */
    private static final int LONGEST = 64 * 1024;

    static TaskForm of(Task task) {
        return switch (task) {
            case Task.Prompt it -> new TaskForm(it.text());
        };
    }

    void check(Violations wrong) {
        if (wrong.check(prompt != null, "/task/prompt", "required", "A task needs a prompt.")) {
            var text = Objects.requireNonNull(prompt);
            boolean fits = !text.isBlank() && text.length() <= LONGEST && PlainText.isLines(text);
            wrong.check(fits, "/task/prompt", "invalid", "A prompt has 1 to " + LONGEST + " printable characters.");
        }
    }

    /** Of a form that was checked. */
    Task task() {
        return new Task.Prompt(Objects.requireNonNull(prompt));
    }

    /** Prompts are not for logs. */
    @Override
    public String toString() {
        return "TaskForm";
    }
}
