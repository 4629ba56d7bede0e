package dev.agentdesk.session.runner;

import dev.agentdesk.session.conversation.ModelAnswer;
import dev.agentdesk.session.conversation.ModelAnswer.Purpose;
import dev.agentdesk.session.conversation.ModelAnswer.Stop;
import dev.agentdesk.session.conversation.ModelAnswer.Tokens;
import dev.agentdesk.session.conversation.ReplyPart;
import dev.agentdesk.session.conversation.SessionCommand.CallModel;
import dev.agentdesk.session.conversation.SessionCommand.CompactContext;
import dev.agentdesk.session.conversation.SessionCommand.RecordReply;
import dev.agentdesk.session.model.ModelFailure;
import dev.agentdesk.session.model.ModelRequest;
import dev.agentdesk.session.model.Reply;
import dev.agentdesk.session.model.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One request to a model as the log knows it: begun before it goes out, ended with all that came of it. */
final class ModelCall {

    private final Thinking.Desk desk;
    private final String id;
    private final Purpose purpose;
    private final String name;
    private final Instant began;
    private final ModelAsking asking;

    private ModelCall(Thinking.Desk desk, String id, Purpose purpose, String name) {
        this.desk = desk;
        this.id = id;
        this.purpose = purpose;
        this.name = name;
        this.began = desk.clock().instant();
        this.asking = new ModelAsking(desk.tools().client(), desk.tools().properties(), desk.halted());
    }

    /** Writes down that the model is asked; refused where a person has stopped the turn. */
    static ModelCall begin(Thinking.Desk desk, Purpose purpose, String name) {
        var id = desk.writer().newId();
        var provider = desk.model().provider().id();
        desk.writer()
                .write(
                        id,
                        stamp -> new CallModel(
                                stamp,
                                desk.setting().sessionId(),
                                desk.setting().generation(),
                                provider,
                                name,
                                purpose));
        desk.faults().at("model.before-call");
        return new ModelCall(desk, id, purpose, name);
    }

    Reply ask(ModelRequest request, Watcher watcher) throws ModelFailure {
        var reply = asking.ask(
                id, desk.model().provider(), request, () -> desk.writer().newId(), watcher);
        desk.faults().at("model.after-reply");
        return reply;
    }

    void end(List<ReplyPart> parts, Stop stop, Tokens tokens) {
        var answer = answer(stop, tokens);
        desk.writer()
                .write(stamp -> new RecordReply(
                        stamp, desk.setting().sessionId(), desk.setting().generation(), id, parts, answer));
    }

    void compacted(String summary, long keptFromSeq, long tokensBefore, Tokens tokens) {
        var answer = answer(Stop.END_TURN, tokens);
        desk.writer()
                .write(stamp -> new CompactContext(
                        stamp,
                        desk.setting().sessionId(),
                        desk.setting().generation(),
                        summary,
                        keptFromSeq,
                        tokensBefore,
                        id,
                        answer));
    }

    private ModelAnswer answer(Stop stop, Tokens tokens) {
        var cost = desk.model().provider().cost(name, tokens);
        long lasted = Duration.between(began, desk.clock().instant()).toMillis();
        return new ModelAnswer(purpose, stop, tokens, cost, asking.retries(), lasted);
    }
}
