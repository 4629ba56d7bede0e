package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.kit.store.Erasure;
import dev.agentdesk.terminal.access.AccessRows;
import dev.agentdesk.terminal.checkpoint.Checkpoints;
import dev.agentdesk.terminal.environment.Environments;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.writer.Writers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.springframework.stereotype.Component;

/** Makes what was run, printed and stored unreadable for good. Every step may be repeated. */
@Component
public final class Shredder {

    private final ExecutionRows rows;
    private final RunningTools running;
    private final Environments environments;
    private final Node node;
    private final AccessRows access;
    private final Writers writers;
    private final Checkpoints checkpoints;
    private final Erasure keys;

    Shredder(
            ExecutionRows rows,
            RunningTools running,
            Environments environments,
            Node node,
            AccessRows access,
            Writers writers,
            Checkpoints checkpoints,
            Erasure keys) {
        this.rows = rows;
        this.running = running;
        this.environments = environments;
        this.node = node;
        this.access = access;
        this.writers = writers;
        this.checkpoints = checkpoints;
        this.keys = keys;
    }

    /** Inputs, outcomes and outputs of the Session's tools; the Workspace's files stay. */
    public void ofSession(String sessionId, String workspaceId) {
        running.stopSession(sessionId);
        rows.erase(sessionId, workspaceId);
        removeOutputs(sessionId, workspaceId);
        keys.erase(sessionId);
    }

    /** Everything; then says so. */
    public void ofWorkspace(String workspaceId, Stamp cause) {
        running.stopWorkspace(workspaceId);
        environments.erase(workspaceId, cause, () -> {
            for (String session : rows.sessions(workspaceId)) {
                rows.erase(session, workspaceId);
                keys.erase(session);
            }
            rows.eraseTerminals(workspaceId);
            access.remove(workspaceId);
            writers.erase(workspaceId);
            checkpoints.erase(workspaceId);
            keys.erase(workspaceId);
        });
    }

    private void removeOutputs(String sessionId, String workspaceId) {
        try (var outputs = Beneath.folder(node.folders().of(workspaceId).outputs())) {
            outputs.delete(RelativePath.parse(sessionId), any -> true);
        } catch (NoSuchFileException none) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("the outputs of " + sessionId + " can't be removed", e);
        }
    }
}
