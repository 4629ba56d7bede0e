package dev.agentdesk.session.intake;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.FieldError;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.session.access.Answers;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.OnBusy;
import dev.agentdesk.session.conversation.Remember;
import dev.agentdesk.session.conversation.SessionCommand;
import dev.agentdesk.session.conversation.SessionCommand.AnswerQuestion;
import dev.agentdesk.session.conversation.SessionCommand.DecideApproval;
import dev.agentdesk.session.conversation.SessionCommand.Interrupt;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the events that people post and makes commands of them. */
final class EventInputs {

    private static final int MOST_EVENTS = 50;

    private static final Set<String> MESSAGE = Set.of("type", "content");
    private static final Set<String> INTERRUPT = Set.of("type");
    private static final Set<String> ANSWER = Set.of("type", "question_id", "answers");
    private static final Set<String> CONFIRMATION =
            Set.of("type", "tool_use_id", "result", "deny_message", "remember", "input_sha256");

    private final String sessionId;
    private final OnBusy onBusy;
    private final int queueLimit;
    private final Violations violations = new Violations();

    EventInputs(String sessionId, @Nullable String onBusy, int queueLimit) {
        this.sessionId = sessionId;
        this.onBusy = MessageJson.onBusy(onBusy, violations);
        this.queueLimit = queueLimit;
    }

    /** @throws InvalidRequest with everything that is wrong */
    List<Function<Stamp, SessionCommand>> read(@Nullable List<JsonNode> events) {
        var commands = new ArrayList<Function<Stamp, SessionCommand>>();
        if (events == null || events.isEmpty() || events.size() > MOST_EVENTS) {
            violations.add("/events", "required", "A list of 1 to " + MOST_EVENTS + " events is required.");
        } else {
            for (int i = 0; i < events.size(); i++) {
                commands.add(read(events.get(i), "/events/" + i));
            }
        }
        violations.throwIfAny();
        return List.copyOf(commands);
    }

    private Function<Stamp, SessionCommand> read(JsonNode event, String pointer) {
        var type = event.path("type").asString("");
        return switch (type) {
            case "user.message" -> message(event, pointer);
            case "user.interrupt" -> interrupt(event, pointer);
            case "user.tool_confirmation" -> confirmation(event, pointer);
            case "user.answer" -> answer(event, pointer);
            default -> unknown(pointer);
        };
    }

    private Function<Stamp, SessionCommand> message(JsonNode event, String pointer) {
        Fields.onlyKnown(event, MESSAGE, pointer, violations);
        List<Content> content = MessageJson.read(event.get("content"), pointer + "/content", violations);
        return stamp -> new PostMessage(stamp, sessionId, content, onBusy, null, queueLimit);
    }

    private Function<Stamp, SessionCommand> interrupt(JsonNode event, String pointer) {
        Fields.onlyKnown(event, INTERRUPT, pointer, violations);
        return stamp -> new Interrupt(stamp, sessionId);
    }

    private Function<Stamp, SessionCommand> confirmation(JsonNode event, String pointer) {
        Fields.onlyKnown(event, CONFIRMATION, pointer, violations);
        var toolUseId = Fields.text(event, "tool_use_id", pointer, violations);
        var allow = Fields.choice(event, "result", "allow", "deny", pointer, violations);
        var reason = Fields.optionalText(event, "deny_message", pointer, violations);
        var sha256 = Fields.optionalText(event, "input_sha256", pointer, violations);
        var remember =
                event.hasNonNull("remember") && Fields.choice(event, "remember", "session", "once", pointer, violations)
                        ? Remember.SESSION
                        : Remember.ONCE;
        return stamp -> new DecideApproval(stamp, sessionId, toolUseId, allow, sha256, reason, remember);
    }

    private Function<Stamp, SessionCommand> answer(JsonNode event, String pointer) {
        Fields.onlyKnown(event, ANSWER, pointer, violations);
        var question = Fields.text(event, "question_id", pointer, violations);
        var answers = Answers.read(event.get("answers"), pointer + "/answers", violations);
        return stamp -> new AnswerQuestion(stamp, sessionId, question, answers);
    }

    private static Function<Stamp, SessionCommand> unknown(String pointer) {
        throw new InvalidRequest(List.of(new FieldError(
                pointer + "/type",
                "unknown-event-type",
                "One of user.message, user.interrupt, user.tool_confirmation, user.answer.")));
    }
}
