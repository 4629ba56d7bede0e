package dev.agentdesk.trigger.inbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.workspace.v1.AccessChanged;
import dev.agentdesk.contracts.workspace.v1.Grant;
import dev.agentdesk.contracts.workspace.v1.WorkspaceErasureRequested;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.trigger.access.AccessRows;
import dev.agentdesk.trigger.access.AccessStatement;
import dev.agentdesk.trigger.erasure.AutomationErasure;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Hears who may see which Workspace, and which Workspace is to be erased. */
@Component
final class WorkspaceFacts implements FactListener {

    private final AccessRows access;
    private final AutomationErasure erasure;

    WorkspaceFacts(AccessRows access, AutomationErasure erasure) {
        this.access = access;
        this.erasure = erasure;
    }

    @Override
    public String topic() {
        return Topics.WORKSPACE;
    }

    @Override
    public void on(Fact fact) {
        if (fact.is(AccessChanged.class)) {
            access.learn(statement(fact, fact.as(AccessChanged.class)));
        } else if (fact.is(WorkspaceErasureRequested.class)) {
            erasure.erase(fact.as(WorkspaceErasureRequested.class).workspaceId(), fact.stamp());
        }
    }

    private static AccessStatement statement(Fact fact, AccessChanged changed) {
        return new AccessStatement(
                changed.workspaceId(),
                changed.slug(),
                changed.owner(),
                changed.visibility(),
                changed.grants().stream()
                        .collect(Collectors.toMap(Grant::principal, Grant::role, (first, second) -> second)),
                changed.deleted(),
                fact.at());
    }
}
