package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.kit.problem.FieldError;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.screen.Screen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Opens, lists and ends terminals, and gives out their recordings. */
@RestController
@RequestMapping("/api/v1")
class TerminalEndpoint {

    /** Linux takes no longer single argument. */
    private static final int LONGEST_COMMAND = 128 * 1024 - 1;

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final Terminals terminals;
    private final TerminalViews views;
    private final TerminalRows rows;
    private final Access access;
    private final Stamps stamps;
    private final IdSource ids;

    TerminalEndpoint(
            Terminals terminals, TerminalViews views, TerminalRows rows, Access access, Stamps stamps, IdSource ids) {
        this.terminals = terminals;
        this.views = views;
        this.rows = rows;
        this.access = access;
        this.stamps = stamps;
        this.ids = ids;
    }

    /** @param command a command line for bash; without one an interactive shell */
    record OpenRequest(
            @Nullable Integer cols,
            @Nullable Integer rows,
            @Nullable String command,
            @Nullable String cwd) {}

    @PostMapping("/workspaces/{id}/terminals")
    ResponseEntity<TerminalView> open(@PathVariable String id, @RequestBody OpenRequest request) {
        var workspace = access.require(RequestContext.current().principal(), Scopes.DRIVE, id);
        var wish = wish(request);
        var terminal = ids.mint("trm");
        terminals.open(terminal, workspace.workspaceId(), stamps.ofRequest(workspace.workspaceId()), wish);
        var row = rows.find(terminal).orElseThrow(Rejection::notFound);
        return ResponseEntity.created(URI.create("/api/v1/terminals/" + terminal))
                .body(views.of(row));
    }

    @GetMapping("/workspaces/{id}/terminals")
    Page<TerminalView> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var principal = RequestContext.current().principal();
        var workspace = access.require(principal, Scopes.view(principal), id);
        int most = Cursor.limit(limit, Page.MOST);
        var found = rows.list(workspace.workspaceId(), Cursor.decode(cursor), most + 1);
        var page = found.subList(0, Math.min(most, found.size()));
        var next = found.size() > most ? Cursor.encode(page.getLast().id()) : null;
        return new Page<>(page.stream().map(views::of).toList(), next);
    }

    @GetMapping("/terminals/{id}")
    TerminalView get(@PathVariable String id) {
        return views.of(visible(id));
    }

    @DeleteMapping("/terminals/{id}")
    ResponseEntity<Void> end(@PathVariable String id) {
        var principal = RequestContext.current().principal();
        principal.require(Scopes.DRIVE);
        var row = rows.find(id).orElseThrow(Rejection::notFound);
        access.require(principal, Scopes.DRIVE, row.workspaceId());
        terminals.end(id);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/terminals/{id}/recording")
    void recording(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        views.sendRecording(visible(id), request, response);
    }

    private TerminalRow visible(String id) {
        var principal = RequestContext.current().principal();
        principal.require(Scopes.view(principal));
        var row = rows.find(id).orElseThrow(Rejection::notFound);
        access.require(principal, Scopes.view(principal), row.workspaceId());
        return row;
    }

    private static Terminals.Wish wish(OpenRequest request) {
        var errors = new ArrayList<FieldError>();
        int cols = size("/cols", request.cols(), COLUMNS, Screen.FEWEST_COLUMNS, Screen.MOST_COLUMNS, errors);
        int rows = size("/rows", request.rows(), ROWS, Screen.FEWEST_ROWS, Screen.MOST_ROWS, errors);
        var command = request.command();
        if (command != null
                && (command.isBlank()
                        || command.indexOf('\0') >= 0
                        || command.getBytes(StandardCharsets.UTF_8).length > LONGEST_COMMAND)) {
            errors.add(new FieldError(
                    "/command", "malformed", "A command has 1 byte to 128 KiB and no NUL; leave it out for a shell."));
        }
        var cwd = cwd(request.cwd(), errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        return new Terminals.Wish(cols, rows, command, cwd);
    }

    private static int size(
            String pointer, @Nullable Integer given, int otherwise, int least, int most, List<FieldError> errors) {
        if (given != null && (given < least || given > most)) {
            errors.add(new FieldError(pointer, "out-of-range", "A number from " + least + " to " + most + "."));
        }
        return given == null ? otherwise : given;
    }

    private static String cwd(@Nullable String given, List<FieldError> errors) {
        if (given == null || given.isEmpty() || given.equals(".") || given.equals("/")) {
            return ".";
        }
        try {
            return RelativePath.parse(given).toString();
        } catch (IOException refused) {
            errors.add(new FieldError("/cwd", "malformed", "A folder of the workspace, relative to its root."));
            return ".";
        }
    }
}
