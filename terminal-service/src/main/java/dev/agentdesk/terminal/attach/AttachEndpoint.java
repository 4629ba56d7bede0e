package dev.agentdesk.terminal.attach;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.tty.Scopes;
import dev.agentdesk.terminal.tty.Terminals;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives tickets for terminals and takes them at the door. What is refused there is said in the close code. */
@RestController
@RequestMapping("/api/v1/terminals/{id}")
class AttachEndpoint {

    private final Terminals terminals;
    private final Tickets tickets;
    private final Access access;
    private final Watching watching;

    AttachEndpoint(Terminals terminals, Tickets tickets, Access access, Watching watching) {
        this.terminals = terminals;
        this.tickets = tickets;
        this.access = access;
        this.watching = watching;
    }

    record TicketRequest(@Nullable String mode) {}

    record Ticket(String ticket, String mode, Instant expiresAt) {}

    @PostMapping("/tickets")
    ResponseEntity<Ticket> ticket(@PathVariable String id, @RequestBody TicketRequest request) {
        var principal = RequestContext.current().principal();
        var mode = String.valueOf(request.mode());
        boolean drive = mode.equals("drive");
        if (!drive && !mode.equals("view")) {
            throw InvalidRequest.at("/mode", "unknown", "A mode is drive or view.");
        }
        var scope = drive ? Scopes.DRIVE : Scopes.view(principal);
        principal.require(scope);
        var workspace = terminals.workspace(id).orElseThrow(Rejection::notFound);
        access.require(principal, scope, workspace);
        if (!terminals.isRunning(id)) {
            throw new Rejection(ProblemCode.GONE, "This terminal has ended; its recording is left.");
        }
        var fresh = tickets.issue(id, principal.id(), drive);
        return ResponseEntity.created(URI.create("/api/v1/terminals/" + id + "/attach"))
                .header("Cache-Control", "no-store")
                .body(new Ticket(fresh.ticket(), mode, fresh.expiresAt()));
    }

    @GetMapping("/attach")
    void attach(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String ticket,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException, DeploymentException {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new Rejection(ProblemCode.UPGRADE_REQUIRED, "Open a WebSocket here.");
        }
        if (!(request.getServletContext().getAttribute(ServerContainer.class.getName())
                instanceof ServerContainer container)) {
            throw new IllegalStateException("this server has no WebSockets");
        }
        var door = door(id, ticket, RequestContext.current().principal());
        container.upgradeHttpToWebSocket(request, response, watching.endpoint(door), Map.of());
    }

    private Door door(String id, String ticket, Principal principal) {
        var granted = tickets.redeem(ticket, id, principal.id());
        if (granted.isEmpty()) {
            return new Door.Closed(4401, "This ticket is unknown, used or expired.");
        }
        boolean drive = granted.get().mayDrive();
        var workspace = terminals.workspace(id);
        if (workspace.isEmpty() || !terminals.isRunning(id)) {
            return new Door.Closed(4404, "This terminal has ended.");
        }
        if (!watching.mayStay(principal, drive, workspace.get())) {
            return new Door.Closed(4403, "This right was taken back.");
        }
        return new Door.Open(id, workspace.get(), principal, drive);
    }
}
