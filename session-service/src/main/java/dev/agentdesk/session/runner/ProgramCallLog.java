package dev.agentdesk.session.runner;

import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.session.conversation.Digest;
import dev.agentdesk.session.conversation.SessionCommand.FinishTool;
import dev.agentdesk.session.conversation.SessionCommand.RequestTool;
import dev.agentdesk.session.conversation.SessionCommand.StartTool;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.engine.Step;
import dev.agentdesk.session.engine.TurnLog;
import dev.agentdesk.session.permission.Canonical;
import dev.agentdesk.session.permission.Ruling;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Writes the calls of an agent program into its Session, and knows how far each got. Not thread safe. */
record ProgramCallLog(TurnRun.Setting setting, TurnWriter writer, Clock clock, FaultPoints faults, JsonMapper json) {

    /** Answers the id that the call has from here on. */
    String request(String tool, Map<String, Object> input, Ruling ruling) {
        var id = writer.newId();
        writer.write(
                id,
                stamp -> new RequestTool(
                        stamp,
                        setting.sessionId(),
                        setting.generation(),
                        tool,
                        input,
                        Digest.of(Canonical.json(input)),
                        ruling,
                        stamp.at().plus(setting.askFor())));
        faults.at("agent.after-request");
        return id;
    }

    void start(String id) {
        writer.write(stamp -> new StartTool(stamp, setting.sessionId(), setting.generation(), id));
    }

    void finish(String id, ToolResult result) {
        writer.write(stamp -> new FinishTool(stamp, setting.sessionId(), setting.generation(), id, result));
    }

    Judge.Judgement judge(String tool, Map<String, Object> input) {
        return new Judge(setting.settings().policy(), setting.unattended()).judge(new Step.CallTool("", tool, input));
    }

    Optional<TurnLog.Call> find(String id) {
        return writer.turn().find(id);
    }

    boolean isOpen(String id) {
        return find(id).filter(TurnLog.Call::open).isPresent();
    }

    List<TurnLog.Call> open() {
        return writer.turn().open();
    }

    boolean isFor(String id, String tool, Map<String, Object> input) {
        return find(id).filter(it -> key(it.tool(), it.input()).equals(key(tool, input)))
                .isPresent();
    }

    /** The same for calls that do the same. */
    static String key(String tool, Map<String, Object> input) {
        return tool + " " + Digest.of(Canonical.json(input));
    }
}
