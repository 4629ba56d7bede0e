package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.download.Content;
import dev.agentdesk.terminal.download.Download;
import dev.agentdesk.terminal.sandbox.Node;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.springframework.stereotype.Component;

/** The whole outputs of tools: short ones from the record, long ones from their file. */
@Component
final class Outputs {

    private final ExecutionRows rows;
    private final Node node;

    Outputs(ExecutionRows rows, Node node) {
        this.rows = rows;
        this.node = node;
    }

    /** @throws Rejection 404 if no tool of the Workspace has printed that */
    Execution named(String workspaceId, String sha256) {
        return rows.byOutput(workspaceId, sha256).orElseThrow(Rejection::notFound);
    }

    void send(Execution execution, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var sha = execution.outputSha256();
        var session = execution.sessionId();
        var use = execution.toolUseId();
        if (sha == null || session == null || use == null) {
            throw Rejection.notFound();
        }
        var stored = OutputSink.stored(
                node.folders().of(execution.workspaceId()).outputs().resolve(session), sha);
        var tag = '"' + sha + '"';
        var name = execution.id() + ".txt";
        if (Files.exists(stored)) {
            try (var content = FileChannel.open(stored, StandardOpenOption.READ)) {
                new Download(Content.of(content), content.size(), tag, name).send(request, response);
            }
        } else {
            var bytes = printed(session, use).getBytes(StandardCharsets.UTF_8);
            new Download(Content.of(bytes), bytes.length, tag, name).send(request, response);
        }
    }

    /** What is not in a file is short, is text, and is whole in the record. */
    private String printed(String sessionId, String toolUseId) {
        return rows.find(sessionId, toolUseId)
                .orElseThrow(Rejection::notFound)
                .outcome()
                .output()
                .head();
    }
}
