package dev.agentdesk.session.access;

import dev.agentdesk.kit.problem.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a person answers to a question: one text, or one for each question. */
public final class Answers {

    private static final int MOST = 20;
    private static final int LONGEST = 10_000;

    private Answers() {}

    public static List<String> read(@Nullable JsonNode answers, String pointer, Violations violations) {
        var given = answers == null
                ? List.<JsonNode>of()
                : answers.isArray() ? answers.valueStream().toList() : List.of(answers);
        violations.check(
                !given.isEmpty() && given.size() <= MOST && given.stream().allMatch(Answers::isText),
                pointer,
                "malformed",
                "1 to " + MOST + " texts of at most " + LONGEST + " characters.");
        return given.stream().map(it -> it.asString("")).toList();
    }

    private static boolean isText(JsonNode answer) {
        return answer.isString() && answer.stringValue().length() <= LONGEST && PlainText.isText(answer.stringValue());
    }
}
