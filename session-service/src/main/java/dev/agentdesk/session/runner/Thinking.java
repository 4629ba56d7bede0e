package dev.agentdesk.session.runner;

import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.session.agents.AgentCalls;
import dev.agentdesk.session.conversation.Digest;
import dev.agentdesk.session.conversation.ModelAnswer.Purpose;
import dev.agentdesk.session.conversation.ModelAnswer.Stop;
import dev.agentdesk.session.conversation.ModelAnswer.Tokens;
import dev.agentdesk.session.conversation.ReplyPart;
import dev.agentdesk.session.conversation.SessionCommand.ReportTrouble;
import dev.agentdesk.session.conversation.StopReason;
import dev.agentdesk.session.engine.Step;
import dev.agentdesk.session.mcp.McpServers;
import dev.agentdesk.session.mcp.McpToolbox;
import dev.agentdesk.session.model.CallReader;
import dev.agentdesk.session.model.Context;
import dev.agentdesk.session.model.Conversation;
import dev.agentdesk.session.model.ModelClient;
import dev.agentdesk.session.model.ModelFailure;
import dev.agentdesk.session.model.ModelRequest;
import dev.agentdesk.session.model.Reply;
import dev.agentdesk.session.model.SystemText;
import dev.agentdesk.session.model.Toolbox;
import dev.agentdesk.session.model.Watcher;
import dev.agentdesk.session.permission.Canonical;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The steps of a turn in which a model is asked.
 *
 * <p>A request is written down before it goes out and its reply whole when it is there; a runner that takes over after
 * half a reply asks again.
 */
final class Thinking {

    /** From here on the context is shortened before the model is asked. */
    private static final double FULL = 0.8;

    private static final Ruling IMPOSSIBLE = new Ruling(Verdict.DENY, "the call can't be made");

    /** What every turn of this replica thinks with. */
    record Tools(
            ModelClient client,
            Context context,
            ModelProperties properties,
            WorkspaceTexts texts,
            AgentCalls agents,
            McpServers mcp,
            JsonMapper json) {}

    /** What this turn thinks with. */
    record Desk(
            TurnRun.Setting setting,
            ModelSettings model,
            Tools tools,
            TurnWriter writer,
            Clock clock,
            FaultPoints faults,
            CompletableFuture<Void> halted,
            BooleanSupplier handBack) {}

    /** What is to be done after a step. */
    sealed interface Next {

        record GoOn() implements Next {}

        record End(StopReason reason) implements Next {}

        /** A person has to decide first. */
        record LetGo() implements Next {}

        /** People are told; then the turn ends. */
        record Fail(String kind, String message, boolean retryable, StopReason reason) implements Next {}
    }

    /** What stays the same for all requests of this run. */
    private record Prepared(Conversation conversation, String system, List<ModelRequest.Tool> tools) {}

    private static final Next NOBODY_ATTENDS = new Next.Fail(
            "approval_needed", "A tool call needs an approval and nobody attends.", false, StopReason.FAILED);

    private final Desk desk;
    private final Watcher watcher;
    private @Nullable Prepared prepared;
    private boolean tooLong;

    /** Shortened, and not asked since: to shorten it again would bring nothing. */
    private boolean compacted;

    Thinking(Desk desk, Watcher watcher) {
        this.desk = desk;
        this.watcher = watcher;
    }

    Next think() {
        var spent = overBudget();
        if (spent != null) {
            return spent;
        }
        var ready = prepared();
        boolean full = desk.writer().turn().stop() == Stop.CONTEXT_FULL;
        if (!compacted && (full || ready.conversation().tokens() > most())) {
            compacted = true;
            return new Compacting(desk).compact(ready.conversation());
        }
        return reply(ready);
    }

    private long most() {
        return Math.max(
                1_000, (long) (desk.model().window() * FULL) - desk.model().maxTokens());
    }

    private Prepared prepared() {
        var known = prepared;
        if (known == null) {
            var setting = desk.setting();
            var conversation = desk.tools()
                    .context()
                    .before(
                            setting.sessionId(),
                            desk.writer().readUpTo() + 1,
                            desk.model().window());
            desk.writer().also(conversation::add);
            var system =
                    SystemText.of(desk.model().prompt(), desk.tools().texts().agents(setting.workspaceId()));
            known = new Prepared(conversation, system, tools());
            prepared = known;
        }
        return known;
    }

    /** A server that can't be asked has no tools in this turn; people are told. */
    private List<ModelRequest.Tool> tools() {
        var setting = desk.setting();
        var ofServers = McpToolbox.of(
                desk.tools().mcp(),
                setting.workspaceId(),
                setting.settings().mcpServers(),
                desk.tools().json());
        ofServers.problems().forEach(this::reportServer);
        var tools = new ArrayList<>(Toolbox.tools(Fetching.allowed(desk.model().network())));
        tools.addAll(ofServers.tools());
        return List.copyOf(tools);
    }

    private void reportServer(String server, String why) {
        var setting = desk.setting();
        var message = "The MCP server " + server + " has no tools in this turn: " + why + ".";
        desk.writer()
                .write(stamp -> new ReportTrouble(
                        stamp, setting.sessionId(), setting.generation(), "mcp_unavailable", true, message));
    }

    private Next reply(Prepared ready) {
        var model = desk.model();
        var request = new ModelRequest(
                model.name(),
                ready.tools(),
                ready.system(),
                ready.conversation().messages(model.provider().id(), model.name()),
                model.maxTokens(),
                model.temperature());
        var call = ModelCall.begin(desk, Purpose.REPLY, model.name());
        try {
            return record(call, call.ask(request, watcher), ready);
        } catch (ModelFailure e) {
            return failed(call, e);
        } finally {
            watcher.ended();
        }
    }

    private Next record(ModelCall call, Reply reply, Prepared ready) {
        compacted = false;
        tooLong = false;
        if (reply.stop() == Stop.INTERRUPTED && desk.handBack().getAsBoolean()) {
            return new Next.GoOn();
        }
        var reader = new CallReader(desk.tools().json(), ready.tools());
        var parts = new ArrayList<ReplyPart>();
        boolean endsTurn = false;
        for (var block : reply.blocks()) {
            switch (block) {
                case Reply.Block.Said it -> parts.add(new ReplyPart.Said(it.id(), it.text()));
                case Reply.Block.Thought it ->
                    parts.add(new ReplyPart.Thought(it.id(), it.text(), it.signature(), it.redacted()));
                case Reply.Block.Call it -> {
                    var read = reader.read(it, reply.stop() == Stop.MAX_TOKENS);
                    var judged = judge(it.id(), read);
                    parts.add(asked(it.id(), read, judged.ruling()));
                    endsTurn |= judged.endsTurn();
                }
            }
        }
        boolean calls = parts.stream().anyMatch(ReplyPart.Asked.class::isInstance);
        call.end(parts, reply.stop() == Stop.END_TURN && calls ? Stop.TOOL_USE : reply.stop(), reply.tokens());
        return endsTurn ? NOBODY_ATTENDS : new Next.GoOn();
    }

    private Judge.Judgement judge(String id, CallReader.Read call) {
        var known = call.instead();
        if (known != null) {
            return new Judge.Judgement(known.isError() ? IMPOSSIBLE : Judge.HARMLESS, false);
        }
        return new Judge(desk.setting().settings().policy(), desk.setting().unattended())
                .judge(new Step.CallTool(id, call.tool(), call.input()));
    }

    private ReplyPart asked(String id, CallReader.Read call, Ruling ruling) {
        return new ReplyPart.Asked(
                id,
                call.tool(),
                call.input(),
                Digest.of(Canonical.json(call.input())),
                ruling,
                desk.clock().instant().plus(desk.setting().askFor()),
                call.instead(),
                call.plan());
    }

    /** A conversation that is too long is shortened once; if it still is, that is the end. */
    private Next failed(ModelCall call, ModelFailure failure) {
        if (failure.kind() == ModelFailure.Kind.CONTEXT_FULL && !tooLong) {
            tooLong = true;
            call.end(List.of(), Stop.CONTEXT_FULL, Tokens.NONE);
            return new Next.GoOn();
        }
        call.end(List.of(), Stop.FAILED, Tokens.NONE);
        return Trouble.of(failure);
    }

    private @Nullable Next overBudget() {
        if (desk.model().budgetUsd() == null) {
            return null;
        }
        var name = desk.model().name();
        if (!desk.model().provider().knowsPriceOf(name)) {
            var message = "The budget can't be kept: the provider has no price for the model " + name + ".";
            return new Next.Fail("limit_reached", message, false, StopReason.FAILED);
        }
        var left = Budget.left(desk.model(), desk.writer().turn(), desk.tools().agents());
        return left != null && left.signum() <= 0 ? new Next.End(StopReason.BUDGET_REACHED) : null;
    }
}
