package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Violations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One tool call of a turn, as session-service asks for it.
 *
 * @param toolUseId the same id is the same call: it never runs twice
 * @param turnId what changed in the files is told by turn
 * @param turnGeneration of the runner that asks; an older one than was ever seen is refused
 */
record ToolRequest(
        String sessionId,
        long turnGeneration,
        String toolUseId,
        String tool,
        JsonNode input,
        @Nullable Duration timeout,
        @Nullable Actor actor,
        @Nullable String turnId) {

    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);
    private static final int LONGEST_ID = 128;

    void check() {
        var wrong = new Violations();
        wrong.check(sessionId != null && Ids.isId("ses", sessionId), "/session_id", "malformed", "Not a session id.");
        wrong.check(turnId == null || Ids.isId("trn", turnId), "/turn_id", "malformed", "Not a turn id.");
        wrong.check(turnGeneration >= 0, "/turn_generation", "out-of-range", "Generations are not negative.");
        wrong.check(
                toolUseId != null && toolUseId.matches("[A-Za-z0-9_.:-]{1," + LONGEST_ID + "}"),
                "/tool_use_id",
                "malformed",
                "A tool use id has 1 to " + LONGEST_ID + " letters, digits or _.:-");
        wrong.check(tool != null && !tool.isEmpty(), "/tool", "required", "Name the tool.");
        wrong.check(input != null && input.isObject(), "/input", "wrong-type", "The input is an object.");
        wrong.check(
                timeout == null || timeout.isPositive() && timeout.compareTo(LONGEST_TIMEOUT) <= 0,
                "/timeout",
                "out-of-range",
                "A timeout is positive and at most a day.");
        wrong.throwIfAny();
    }

    Duration longest() {
        return timeout == null ? USUAL_TIMEOUT : timeout;
    }

    Actor by() {
        return actor == null ? Actor.PLATFORM : actor;
    }

    /** What makes two requests under one id the same. */
    String digest() {
        try {
            var bytes = (tool + '\n' + input).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
