package dev.agentdesk.session.approval;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.access.Answers;
import dev.agentdesk.session.access.Cursors;
import dev.agentdesk.session.access.PlainText;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.conversation.Remember;
import dev.agentdesk.session.conversation.SessionCommand.AnswerQuestion;
import dev.agentdesk.session.conversation.SessionCommand.DecideApproval;
import dev.agentdesk.session.overview.Sessions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The inbox of decisions over all Workspaces that the caller may see. */
@RestController
@RequestMapping("/api/v1/approvals")
final class ApprovalEndpoint {

    private static final int LONGEST_REASON = 2_000;
    private static final Set<String> STATUSES = Set.of("pending", "decided", "expired", "cancelled");
    private static final Set<String> REMEMBER = Set.of("once", "session", "workspace");

    record Decision(
            @Nullable String result,
            @Nullable String inputSha256,
            @Nullable String reason,
            @Nullable String remember,
            @Nullable JsonNode answers) {}

    private final Approvals approvals;
    private final Sessions sessions;
    private final Workspaces workspaces;
    private final Commands commands;
    private final Stamps stamps;
    private final WorkspaceRules rules;

    ApprovalEndpoint(
            Approvals approvals,
            Sessions sessions,
            Workspaces workspaces,
            Commands commands,
            Stamps stamps,
            WorkspaceRules rules) {
        this.approvals = approvals;
        this.sessions = sessions;
        this.workspaces = workspaces;
        this.commands = commands;
        this.stamps = stamps;
        this.rules = rules;
    }

    @GetMapping
    Page<ApprovalView> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(name = "workspace_id", required = false) @Nullable String workspaceId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var principal = principal();
        principal.require("sessions:read");
        if (status != null && !STATUSES.contains(status)) {
            throw InvalidRequest.at("?status", "unknown-value", "One of pending, decided, expired, cancelled.");
        }
        var workspace = workspaceId == null
                ? null
                : workspaces.visible(workspaceId, principal).id();
        int most = Cursor.limit(limit, Page.MOST);
        var found = approvals.list(principal, status, workspace, Cursors.id("apr", cursor), most + 1);
        return found.size() <= most
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, most),
                        Cursor.encode(found.get(most - 1).id()));
    }

    @GetMapping("/{id}")
    ApprovalView get(@PathVariable String id) {
        var approval = approvals.find(id).orElseThrow(Rejection::notFound);
        sessions.visible(approval.sessionId(), principal());
        return approval;
    }

    @PostMapping("/{id}/decision")
    ApprovalView decide(@PathVariable String id, @RequestBody Decision decision) {
        var approval = approvals.find(id).orElseThrow(Rejection::notFound);
        sessions.writable(approval.sessionId(), principal(), "approvals:decide");
        if ("workspace".equals(decision.remember()) && "allow".equals(decision.result())) {
            principal().require("workspaces:write");
            requireSame(decision, approval);
            rules.allow(approval, principal());
        }
        var stamp = stamps.ofRequest(approval.workspaceId());
        var command = decision.answers() == null
                ? new DecideApproval(
                        stamp,
                        approval.sessionId(),
                        approval.toolUseId(),
                        allow(decision),
                        decision.inputSha256(),
                        reason(decision),
                        remember(decision))
                : new AnswerQuestion(
                        stamp, approval.sessionId(), approval.toolUseId(), answers(decision, decision.answers()));
        try {
            commands.send(command);
        } catch (Rejection refused) {
            throw explained(refused, approval);
        }
        return approvals.find(id).orElseThrow();
    }

    /** Nothing is remembered of a decision that will be refused. */
    private static void requireSame(Decision decision, ApprovalView approval) {
        if (decision.inputSha256() != null && !decision.inputSha256().equals(approval.inputSha256())) {
            throw new Rejection(ProblemCode.APPROVAL_CHANGED, "The input is another one; look at it again.", approval);
        }
        if (!approval.status().equals("pending")) {
            var code = approval.status().equals("expired") ? ProblemCode.EXPIRED : ProblemCode.ALREADY_DECIDED;
            throw new Rejection(code, "The approval is " + approval.status() + ".", approval);
        }
    }

    /** A decision that the Session has forgotten is still known by its row. */
    private static Rejection explained(Rejection refused, ApprovalView approval) {
        boolean forgotten =
                refused.code() == ProblemCode.NOT_FOUND && !approval.status().equals("pending");
        var code = !forgotten
                ? refused.code()
                : approval.status().equals("expired") ? ProblemCode.EXPIRED : ProblemCode.ALREADY_DECIDED;
        return new Rejection(code, String.valueOf(refused.getMessage()), approval);
    }

    private static List<String> answers(Decision decision, JsonNode answers) {
        var violations = new Violations();
        violations.check(
                decision.result() == null,
                "/result",
                "unknown-field",
                "A question is answered, or declined, not both.");
        var read = Answers.read(answers, "/answers", violations);
        violations.throwIfAny();
        return read;
    }

    private static boolean allow(Decision decision) {
        return switch (decision.result()) {
            case "allow" -> true;
            case "deny" -> false;
            case null, default -> throw InvalidRequest.at("/result", "required", "One of allow, deny.");
        };
    }

    private static @Nullable String reason(Decision decision) {
        var reason = decision.reason();
        if (reason != null && (reason.length() > LONGEST_REASON || !PlainText.isText(reason))) {
            throw InvalidRequest.at("/reason", "malformed", "A text of at most " + LONGEST_REASON + " characters.");
        }
        return reason;
    }

    private static Remember remember(Decision decision) {
        if (decision.remember() != null && !REMEMBER.contains(decision.remember())) {
            throw InvalidRequest.at("/remember", "unknown-value", "One of once, session, workspace.");
        }
        return "session".equals(decision.remember()) ? Remember.SESSION : Remember.ONCE;
    }

    private static Principal principal() {
        return RequestContext.current().principal();
    }
}
