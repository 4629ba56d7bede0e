package dev.agentdesk.session.search;

import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.access.PlainText;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.overview.SessionView;
import dev.agentdesk.session.overview.Sessions;
import dev.agentdesk.session.permission.Canonical;
import dev.agentdesk.session.search.Search.Hit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/search}: who said what where. Rows of what one may not see are never read. */
@RestController
final class SearchEndpoint {

    private static final int LONGEST_QUESTION = 500;

    /** A headline is made of so much of a text. */
    private static final int MOST_LOOKED_AT = 50_000;

    private static final Set<String> KINDS = Set.of("message", "reply", "tool", "title");

    private final Search search;
    private final Sessions sessions;
    private final Workspaces workspaces;
    private final EventLog log;

    SearchEndpoint(Search search, Sessions sessions, Workspaces workspaces, EventLog log) {
        this.search = search;
        this.sessions = sessions;
        this.workspaces = workspaces;
        this.log = log;
    }

    /** @param hit whether it was asked for */
    record SearchSnippet(String text, boolean hit) {}

    /** @param kind {@code message, reply, tool, title} */
    record SearchHit(
            String kind,
            String id,
            String sessionId,
            String workspaceId,
            long seq,
            @Nullable String title,
            List<SearchSnippet> snippet,
            Instant at) {}

    @GetMapping("/api/v1/search")
    Page<SearchHit> find(
            @RequestParam String q,
            @RequestParam(required = false) @Nullable String kinds,
            @RequestParam(name = "workspace_id", required = false) @Nullable String workspaceId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var principal = RequestContext.current().principal();
        principal.require("sessions:read");
        if (q.isBlank() || q.length() > LONGEST_QUESTION || !PlainText.isText(q)) {
            throw InvalidRequest.at("?q", "malformed", "1 to " + LONGEST_QUESTION + " characters.");
        }
        var workspace = workspaceId == null
                ? null
                : workspaces.visible(workspaceId, principal).id();
        int most = Cursor.limit(limit, Page.MOST);
        var before = Cursor.decode(cursor);
        if (before != null && !before.matches("[0-9a-z]{1,40}")) {
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }
        var found = search.find(principal, q, workspace, kinds(kinds), before, most + 1);
        var shown = found.stream().limit(most).toList();
        var next = found.size() > most ? Cursor.encode(Search.place(shown.getLast())) : null;
        return new Page<>(shown.stream().flatMap(hit -> hit(hit, q).stream()).toList(), next);
    }

    /** Empty where it was erased meanwhile. */
    private List<SearchHit> hit(Hit hit, String question) {
        var text = text(hit.sourceId());
        var session = sessions.find(hit.sessionId());
        if (text == null || session.isEmpty()) {
            return List.of();
        }
        var cut = text.length() > MOST_LOOKED_AT ? text.substring(0, MOST_LOOKED_AT) : text;
        var plain = cut.replace('\u0001', ' ').replace('\u0002', ' ');
        return List.of(new SearchHit(
                hit.kind(),
                hit.sourceId(),
                hit.sessionId(),
                session.map(SessionView::workspaceId).orElse(""),
                hit.seq(),
                session.get().title(),
                snippets(search.headline(question, plain)),
                hit.at()));
    }

    private @Nullable String text(String eventId) {
        return log.find(eventId)
                .map(recorded -> switch (recorded.event()) {
                    case MessageAccepted it -> Content.plain(it.content());
                    case MessageEdited it -> Content.plain(it.content());
                    case AgentReplied it -> it.text();
                    case ToolRequested it -> it.tool() + " " + Canonical.json(it.input());
                    case DetailsChanged it -> it.title();
                    default -> null;
                })
                .orElse(null);
    }

    static List<SearchSnippet> snippets(String headline) {
        var snippets = new ArrayList<SearchSnippet>();
        var piece = new StringBuilder();
        for (int i = 0; i < headline.length(); i++) {
            char c = headline.charAt(i);
            if (c != '\u0001' && c != '\u0002') {
                piece.append(c);
            } else if (!piece.isEmpty()) {
                snippets.add(new SearchSnippet(piece.toString(), c == '\u0002'));
                piece.setLength(0);
            }
        }
        if (!piece.isEmpty()) {
            snippets.add(new SearchSnippet(piece.toString(), false));
        }
        return snippets;
    }

    private static @Nullable List<String> kinds(@Nullable String kinds) {
        if (kinds == null) {
            return null;
        }
        var asked = List.of(kinds.split(","));
        if (!KINDS.containsAll(asked)) {
            throw InvalidRequest.at("?kinds", "unknown-value", "Of message, reply, tool, title; parted by commas.");
        }
        return asked;
    }
}
