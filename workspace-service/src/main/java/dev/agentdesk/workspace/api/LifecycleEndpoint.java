package dev.agentdesk.workspace.api;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.catalog.Catalog;
import dev.agentdesk.workspace.catalog.WorkspaceRow;
import dev.agentdesk.workspace.desk.WorkspaceCommand;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starting and stopping: answered when it is decided, 202; the status follows what the Environment reports. */
@RestController
@RequestMapping("/api/v1/workspaces/{id}")
final class LifecycleEndpoint {

    private final Commands commands;
    private final Catalog catalog;
    private final Stamps stamps;

    LifecycleEndpoint(Commands commands, Catalog catalog, Stamps stamps) {
        this.commands = commands;
        this.catalog = catalog;
        this.stamps = stamps;
    }

    @PostMapping("/start")
    ResponseEntity<WorkspaceView> start(@PathVariable String id) {
        return ask(id, row -> new WorkspaceCommand.Start(stamps.ofRequest(row.id()), row.id()));
    }

    @PostMapping("/stop")
    ResponseEntity<WorkspaceView> stop(@PathVariable String id) {
        return ask(id, row -> new WorkspaceCommand.Stop(stamps.ofRequest(row.id()), row.id(), "asked"));
    }

    @PostMapping("/restart")
    ResponseEntity<WorkspaceView> restart(@PathVariable String id) {
        return ask(id, row -> new WorkspaceCommand.Restart(stamps.ofRequest(row.id()), row.id()));
    }

    private ResponseEntity<WorkspaceView> ask(String id, Function<WorkspaceRow, WorkspaceCommand> command) {
        var principal = RequestContext.current().principal();
        principal.require("workspaces:run");
        var row = catalog.visible(id, principal);
        commands.send(command.apply(row));
        return ResponseEntity.accepted().body(WorkspaceView.of(catalog.visible(row.id(), principal)));
    }
}
