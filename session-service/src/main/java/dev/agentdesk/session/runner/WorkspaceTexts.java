package dev.agentdesk.session.runner;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/** Texts that a Workspace keeps for its agent among its files. A turn goes on without those that can't be read. */
final class WorkspaceTexts {

    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceTexts.class);

    private static final String PEER = "terminal-service";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /** Longer ones are read by tools where they matter. */
    private static final int MOST = 32 * 1024;

    private final RestClient terminalService;

    WorkspaceTexts(InternalCalls calls) {
        terminalService = calls.to(PEER, ANSWER_WITHIN);
    }

    /** The beginning of AGENTS.md; empty if there is none. */
    String agents(String workspaceId) {
        try {
            return Asking.idempotent(
                    PEER,
                    () -> terminalService
                            .get()
                            .uri("/api/v1/workspaces/{id}/files/content?path=AGENTS.md", workspaceId)
                            .exchange((request, answer) -> text(answer)));
        } catch (Rejection | PeerUnavailable e) {
            LOG.info("AGENTS.md of {} can't be read: {}", workspaceId, e.toString());
            return "";
        }
    }

    private static String text(ClientHttpResponse answer) throws IOException {
        if (answer.getStatusCode().isError()) {
            return "";
        }
        var bytes = answer.getBody().readNBytes(MOST);
        return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").replace('\uFFFD', '?');
    }
}
