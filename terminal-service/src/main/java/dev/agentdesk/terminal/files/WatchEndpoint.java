package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.environment.Environments;
import dev.agentdesk.terminal.files.Entries.Found;
import dev.agentdesk.terminal.files.Happening.Type;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens to the files, as server-sent events, while it happens.
 *
 * <p>The first event, {@code watching}, says that from now on everything is told: a client lists after it and misses
 * nothing. These are news, not a record: who was away lists again.
 */
@RestController
@RequestMapping("/api/v1/workspaces/{id}/files/watch")
class WatchEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(WatchEndpoint.class);

    private static final String READ = "files:read";
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final byte[] BEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

    private final Access access;
    private final Environments environments;
    private final Watches watches;
    private final Entries entries;
    private final JsonMapper json;
    private final Share open = new Share(20, "watches");

    WatchEndpoint(Access access, Environments environments, Watches watches, Entries entries, JsonMapper json) {
        this.access = access;
        this.environments = environments;
        this.watches = watches;
        this.entries = entries;
        this.json = json;
    }

    /** @param complete false where there are more folders than are watched */
    record Watching(String type, int folders, boolean complete) {}

    /** @param entry what is at the path now; null if nothing is */
    record News(
            String type,
            @Nullable String path,
            @Nullable String from,
            @Nullable FileEntry entry) {}

    @GetMapping
    void watch(@PathVariable String id, HttpServletResponse response) throws IOException {
        var principal = RequestContext.current().principal();
        var workspace = access.require(principal, READ, id).workspaceId();
        var viewer = new Viewer();
        try (var taken = open.take(principal.id())) {
            var folder = environments.folder(workspace).files();
            var watch = watches.enter(workspace, folder, viewer);
            try (var files = Beneath.folder(folder)) {
                begin(response);
                send(response, List.of(new Watching("watching", watch.folders(), watch.complete())));
                follow(principal, workspace, watch, viewer, files, response);
            } catch (IOException gone) {
                LOG.debug("a viewer of {} is gone: {}", workspace, gone.toString());
            } finally {
                watches.leave(workspace, watch, viewer);
            }
        }
    }

    private void follow(
            Principal principal,
            String workspace,
            Watch watch,
            Viewer viewer,
            Beneath files,
            HttpServletResponse response)
            throws IOException {
        try {
            while (true) {
                var happened = viewer.next(HEARTBEAT);
                if (happened != null) {
                    send(response, news(workspace, files, happened));
                } else if (mayStay(principal, workspace)) {
                    response.getOutputStream().write(BEAT);
                    response.flushBuffer();
                }
                if (watch.ended() || happened == null && !mayStay(principal, workspace)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayStay(Principal principal, String workspace) {
        try {
            access.require(principal, READ, workspace);
            return true;
        } catch (Rejection nowRefused) {
            return false;
        }
    }

    private List<News> news(String workspace, Beneath files, List<Happening> happened) throws IOException {
        var found = new ArrayList<Found>();
        for (var each : happened) {
            if (each.type() != Type.DELETED && !each.path().isEmpty()) {
                look(files, RelativePath.named(each.path())).ifPresent(found::add);
            }
        }
        Map<String, FileEntry> now = entries.of(workspace, found).stream()
                .collect(Collectors.toMap(FileEntry::path, entry -> entry, (one, two) -> two));
        return happened.stream()
                .map(each -> new News(
                        each.type().name().toLowerCase(Locale.ROOT),
                        each.path().isEmpty() ? null : each.path(),
                        each.from(),
                        now.get(each.path())))
                .toList();
    }

    private static Optional<Found> look(Beneath files, RelativePath path) throws IOException {
        try {
            var stat = files.entry(path);
            return stat == null ? Optional.empty() : Optional.of(new Found(path, stat));
        } catch (PathRefused changedMeanwhile) {
            return Optional.empty();
        }
    }

    private static void begin(HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
    }

    private void send(HttpServletResponse response, List<?> events) throws IOException {
        for (var event : events) {
            var frame = "data: " + json.writeValueAsString(event) + "\n\n";
            response.getOutputStream().write(frame.getBytes(StandardCharsets.UTF_8));
        }
        response.flushBuffer();
    }
}
