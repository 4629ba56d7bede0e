package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds files by their names and lines by what they say. */
@RestController
@RequestMapping("/api/v1/workspaces/{id}/files/search")
class SearchEndpoint {

    private static final int MOST = 200;
    private static final int MOST_NAMES = 50;

    private final Access access;
    private final Trees trees;
    private final Share searches = new Share(4, "searches");

    SearchEndpoint(Access access, Trees trees) {
        this.access = access;
        this.trees = trees;
    }

    /** Names first, then contents; {@code truncated} where the search ended before it had seen everything. */
    record Found(List<Searching.Match> data, @Nullable String nextCursor, boolean truncated) {}

    /** @param q plain text, or a pattern of RE2 where {@code regex} is set */
    @GetMapping
    Found search(
            @PathVariable String id,
            @RequestParam String q,
            @RequestParam(defaultValue = "") String path,
            @RequestParam(defaultValue = "false") boolean regex,
            @RequestParam(name = "match_case", defaultValue = "false") boolean matchCase,
            @RequestParam(defaultValue = "100") int limit)
            throws IOException {
        var principal = RequestContext.current().principal();
        var workspace = access.require(principal, "files:read", id).workspaceId();
        if (limit < 1 || limit > MOST) {
            throw InvalidRequest.at("?limit", "out-of-range", "A limit is a number from 1 to " + MOST + ".");
        }
        var search = Search.of(q, regex, matchCase);
        try (var taken = searches.take(principal.id())) {
            return trees.use(workspace, files -> {
                var folder = Trees.folder(path);
                var names = new Searching(files, search, Math.min(limit, MOST_NAMES));
                var found = new ArrayList<>(names.names(folder));
                var contents = new Searching(files, search, limit - found.size());
                found.addAll(contents.contents(folder));
                return new Found(found, null, !names.complete() || !contents.complete());
            });
        }
    }
}
