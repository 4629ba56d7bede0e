package dev.agentdesk.terminal.tty;

import dev.agentdesk.terminal.environment.Running;
import dev.agentdesk.terminal.sandbox.Launch;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.sandbox.ProcessTree;
import dev.agentdesk.terminal.sandbox.TerminalProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Starts programs on terminals, in the sandbox and with the marks of everything that runs in an Environment. */
@Component
final class TerminalStart {

    private final Node node;
    private final TerminalProperties properties;
    private final Clock clock;

    TerminalStart(Node node, TerminalProperties properties, Clock clock) {
        this.node = node;
        this.properties = properties;
        this.clock = clock;
    }

    LiveTerminal in(Running running, String id, Terminals.Wish wish) throws IOException {
        var recording = Recording.begin(
                recordings(running).resolve(id + ".cast"),
                properties.mostRecorded().toBytes(),
                wish.columns(),
                wish.rows(),
                clock.instant());
        try {
            var process = node.launcher().startOnTerminal(launch(running, id, wish), wish.columns(), wish.rows());
            var pty = new Pty(process, ProcessTree.ofLaunch(id), properties.grace());
            return new LiveTerminal(id, pty, recording, wish.columns(), wish.rows());
        } catch (IOException e) {
            recording.close();
            throw e;
        }
    }

    private Launch launch(Running running, String id, Terminals.Wish wish) {
        return new Launch(
                id,
                running.workspaceId(),
                running.folder(),
                running.user(),
                running.network(),
                running.variables(),
                running.limits(),
                program(wish));
    }

    private static List<String> program(Terminals.Wish wish) {
        var program = new ArrayList<String>();
        if (!wish.cwd().equals(".")) {
            program.addAll(List.of("/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", wish.cwd()));
        }
        program.add("bash");
        if (wish.command() != null) {
            program.addAll(List.of("-c", wish.command()));
        }
        return program;
    }

    /** Workspaces from before there were terminals have no folder for them. */
    private static Path recordings(Running running) throws IOException {
        return Files.createDirectories(
                running.folder().recordings(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
