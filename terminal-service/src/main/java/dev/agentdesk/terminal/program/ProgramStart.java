package dev.agentdesk.terminal.program;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Violations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program as session-service wants it started.
 *
 * @param turnId the turn that it works for; it ends with it
 * @param variables beside those of the Environment
 */
record ProgramStart(
        String sessionId,
        String turnId,
        long turnGeneration,
        List<String> command,
        @Nullable Map<String, String> variables) {

    /** Linux takes no longer single argument. */
    private static final int LONGEST = 128 * 1024 - 1;

    void check() {
        var wrong = new Violations();
        wrong.check(sessionId != null && Ids.isId("ses", sessionId), "/session_id", "malformed", "Not a session id.");
        wrong.check(turnId != null && Ids.isId("trn", turnId), "/turn_id", "malformed", "Not a turn id.");
        wrong.check(turnGeneration >= 0, "/turn_generation", "out-of-range", "Generations are not negative.");
        wrong.check(command != null && !command.isEmpty(), "/command", "required", "Name the program.");
        wrong.check(
                command == null || command.stream().allMatch(ProgramStart::fits),
                "/command",
                "malformed",
                "A part of a command has at most 128 KiB and no NUL.");
        wrong.check(
                variables == null || variables.values().stream().allMatch(ProgramStart::fits),
                "/variables",
                "malformed",
                "A variable has at most 128 KiB and no NUL.");
        wrong.throwIfAny();
    }

    private static boolean fits(String part) {
        return part.indexOf('\0') < 0 && part.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }
}
