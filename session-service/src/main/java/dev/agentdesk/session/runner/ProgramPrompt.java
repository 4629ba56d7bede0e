package dev.agentdesk.session.runner;

import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.TurnRescheduled;
import dev.agentdesk.session.conversation.SessionEvent.TurnResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.engine.TurnLog;
import dev.agentdesk.session.model.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an agent program is told: the new messages, and before them what it can't know. Not thread safe. */
final class ProgramPrompt {

    /** Of what was said before so much is read again, in tokens, and told, in characters. */
    private static final int WINDOW = 50_000;

    private static final int MOST_REPLAYED = 150_000;

    private static final String BEFORE = "[What happened before in this conversation:]\n\n";

    private static final String INTERRUPTED = """
            [Your work on the last message was interrupted and the program was started again. Calls whose result is \
            “interrupted_unknown_effect” may have taken effect or not: look before you repeat one. Go on.]""";

    private final Context context;
    private final TurnRun.Setting setting;
    private final String instructions;
    private long startedAt = 1;
    private boolean again;

    /** @param instructions of the configuration, told once to each session of the agent */
    ProgramPrompt(Context context, TurnRun.Setting setting, String instructions) {
        this.context = context;
        this.setting = setting;
        this.instructions = instructions;
    }

    /** Looks for how far the turn got. */
    void see(SessionEvent event, long seq, String turnId) {
        switch (event) {
            case TurnStarted it when it.turnId().equals(turnId) -> startedAt = seq;
            case TurnRescheduled it when it.turnId().equals(turnId) -> again = true;
            case TurnResumed it when it.turnId().equals(turnId) -> again = true;
            default -> {}
        }
    }

    /** Its program was lost on the way. */
    void interrupted() {
        again = true;
    }

    /**
     * The first thing that a program is told in a turn.
     *
     * @param remembers whether it knows the conversation up to where it was last
     */
    String first(boolean remembers, List<TurnLog.Message> messages, long upTo) {
        var parts = new ArrayList<String>();
        if (!remembers) {
            parts.add(instructions);
            parts.add(before(again ? upTo + 1 : startedAt));
        }
        if (again) {
            parts.add(INTERRUPTED);
        }
        if (!again || remembers) {
            parts.add(next(messages));
        }
        return parts.stream().filter(it -> !it.isBlank()).collect(Collectors.joining("\n\n"));
    }

    static String next(List<TurnLog.Message> messages) {
        return messages.stream().map(TurnLog.Message::text).collect(Collectors.joining("\n\n"));
    }

    private String before(long seq) {
        var told = context.before(setting.sessionId(), seq, WINDOW).transcript(Long.MAX_VALUE, MOST_REPLAYED);
        return told.isBlank() ? "" : BEFORE + told.strip();
    }
}
