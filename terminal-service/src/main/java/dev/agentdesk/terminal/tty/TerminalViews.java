package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.download.Content;
import dev.agentdesk.terminal.download.Download;
import dev.agentdesk.terminal.execution.TerminalRuns;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.tty.TerminalView.Opener;
import dev.agentdesk.terminal.tty.TerminalView.RecordingView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what is recorded of a terminal, what is true now, and what lies on the disk. */
@Component
final class TerminalViews {

    private final LiveTerminals live;
    private final TerminalRuns runs;
    private final Node node;

    TerminalViews(LiveTerminals live, TerminalRuns runs, Node node) {
        this.live = live;
        this.runs = runs;
        this.node = node;
    }

    TerminalView of(TerminalRow row) {
        var terminal = row.isRunning() ? live.find(row.id()).orElse(null) : null;
        var now = terminal == null
                ? new LiveTerminal.Now(row.columns(), row.rows(), "", 0, null, row.bytes() == null ? 0 : row.bytes())
                : terminal.now();
        var started = runs.find(row.executionId()).orElse(new TerminalRuns.Started("", "."));
        return new TerminalView(
                row.id(),
                row.workspaceId(),
                row.executionId(),
                row.status(),
                row.exitCode(),
                row.signal(),
                row.reason(),
                now.columns(),
                now.rows(),
                now.title(),
                started.command(),
                started.cwd(),
                now.viewers(),
                now.driver(),
                new Opener(row.actorType(), row.actorId()),
                row.openedAt(),
                row.endedAt(),
                now.bytes(),
                recording(row, terminal));
    }

    private @Nullable RecordingView recording(TerminalRow row, @Nullable LiveTerminal terminal) {
        if (terminal != null) {
            return new RecordingView(
                    terminal.recording().size(), terminal.recording().isComplete());
        }
        try (var file = FileChannel.open(file(row), StandardOpenOption.READ)) {
            return new RecordingView(file.size(), !CastFile.endsEarly(file));
        } catch (IOException none) {
            return null;
        }
    }

    /** Whole lines only: of one that goes on, those until now; of one that a crash has cut off, those before. */
    void sendRecording(TerminalRow row, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (var file = FileChannel.open(file(row), StandardOpenOption.READ)) {
            long size = live.find(row.id())
                    .map(terminal -> terminal.recording().size())
                    .orElseGet(() -> CastFile.wholeLines(file));
            var tag = "\"%s-%d\"".formatted(row.id(), size);
            new Download(Content.of(file), size, tag, row.id() + ".cast").send(request, response);
        } catch (NoSuchFileException none) {
            throw Rejection.notFound();
        }
    }

    private Path file(TerminalRow row) {
        return node.folders().of(row.workspaceId()).recordings().resolve(row.id() + ".cast");
    }
}
