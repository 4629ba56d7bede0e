package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was run in a Workspace, for those who may see its Sessions. */
@RestController
@RequestMapping("/api/v1")
class ExecutionEndpoint {

    private static final String SCOPE = "sessions:read";

    private final ExecutionRows rows;
    private final Outputs outputs;
    private final Access access;

    ExecutionEndpoint(ExecutionRows rows, Outputs outputs, Access access) {
        this.rows = rows;
        this.outputs = outputs;
        this.access = access;
    }

    @GetMapping("/workspaces/{id}/executions")
    Page<Execution> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var workspace = access.require(RequestContext.current().principal(), SCOPE, id);
        int most = Cursor.limit(limit, Page.MOST);
        var found = rows.list(workspace.workspaceId(), Cursor.decode(cursor), most + 1);
        if (found.size() <= most) {
            return new Page<>(found, null);
        }
        var page = found.subList(0, most);
        return new Page<>(page, Cursor.encode(page.getLast().id()));
    }

    @GetMapping("/executions/{id}")
    Execution get(@PathVariable String id) {
        return visible(id);
    }

    @GetMapping("/executions/{id}/output")
    void output(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        outputs.send(visible(id), request, response);
    }

    private Execution visible(String id) {
        var principal = RequestContext.current().principal();
        principal.require(SCOPE);
        var execution = rows.execution(id).orElseThrow(Rejection::notFound);
        access.require(principal, SCOPE, execution.workspaceId());
        return execution;
    }
}
