package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.listing.PlainText;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link Task} as clients write and see it: exactly one of {@code prompt}, {@code promptId} and {@code command}. */
record TaskForm(
        @Nullable String prompt,
        @Nullable String promptId,
        @Nullable Long version,
        @Nullable String command,
        @Nullable Map<String, String> variables) {

    /** As much as a route may render. */
    private static final int LONGEST = 64 * 1024;

    private static final int LONGEST_NAME = 100;
    private static final int MOST_VARIABLES = 100;
    private static final int LONGEST_VALUE = 4096;

    static TaskForm of(Task task) {
        return switch (task) {
            case Task.Prompt it -> new TaskForm(it.text(), null, null, null, null);
            case Task.Reference it -> new TaskForm(null, it.promptId(), it.version(), null, null);
            case Task.Custom it -> new TaskForm(null, null, null, it.command(), it.variables());
        };
    }

    void check(Violations wrong) {
        long forms =
                Stream.of(prompt, promptId, command).filter(Objects::nonNull).count();
        if (!wrong.check(
                forms == 1,
                forms == 0 ? "/task/prompt" : "/task",
                "required",
                "One of prompt, prompt_id and command.")) {
            return;
        }
        if (prompt != null) {
            boolean fits = !prompt.isBlank() && prompt.length() <= LONGEST && PlainText.isLines(prompt);
            wrong.check(fits, "/task/prompt", "invalid", "A prompt has 1 to " + LONGEST + " printable characters.");
        }
        named(promptId, "/task/prompt_id", wrong);
        named(command, "/task/command", wrong);
        wrong.check(
                version == null || promptId != null && version > 0,
                "/task/version",
                "invalid",
                "A number from 1, of a prompt_id.");
        checkVariables(wrong);
    }

    private static void named(@Nullable String name, String pointer, Violations wrong) {
        boolean fits = name == null || !name.isBlank() && name.length() <= LONGEST_NAME && PlainText.isLine(name);
        wrong.check(fits, pointer, "invalid", "It has 1 to " + LONGEST_NAME + " characters.");
    }

    private void checkVariables(Violations wrong) {
        if (variables == null) {
            return;
        }
        wrong.check(command != null, "/task/variables", "invalid", "Variables belong to a command.");
        wrong.check(
                variables.size() <= MOST_VARIABLES, "/task/variables", "too-many", "At most " + MOST_VARIABLES + ".");
        boolean fit = variables.entrySet().stream()
                .allMatch(it -> it.getKey().length() <= LONGEST_NAME
                        && PlainText.isLine(it.getKey())
                        && it.getValue() != null
                        && it.getValue().length() <= LONGEST_VALUE
                        && PlainText.isLines(it.getValue()));
        wrong.check(fit, "/task/variables", "invalid", "Texts of at most " + LONGEST_VALUE + " printable characters.");
    }

    /** Of a form that was checked. */
    Task task() {
        if (promptId != null) {
            return new Task.Reference(promptId, version);
        }
        if (command != null) {
            return new Task.Custom(command, Objects.requireNonNullElse(variables, Map.of()));
        }
        return new Task.Prompt(Objects.requireNonNull(prompt));
    }

    /** Prompts are not for logs. */
    @Override
    public String toString() {
        return "TaskForm";
    }
}
