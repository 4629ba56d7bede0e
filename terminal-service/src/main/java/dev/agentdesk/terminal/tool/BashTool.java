package dev.agentdesk.terminal.tool;

import dev.agentdesk.terminal.environment.Running;
import dev.agentdesk.terminal.sandbox.Launch;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.sandbox.ProcessTree;
import dev.agentdesk.terminal.sandbox.Signals;
import dev.agentdesk.terminal.sandbox.TerminalProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Runs a command line with bash in the Workspace's root.
 *
 * <p>When the command has ended, or was stopped, every process that came of it is ended too: what shall live longer
 * than a call belongs in the {@code background}, or in a terminal.
 */
@Component
final class BashTool implements Tool {

    /** Linux takes no longer single argument. */
    private static final int LONGEST = 128 * 1024 - 1;

    /** The last output is in the pipe when the last process is gone; more than this means that one escaped. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final Node node;
    private final Jobs jobs;
    private final Duration grace;

    BashTool(Node node, Jobs jobs, TerminalProperties properties) {
        this.jobs = jobs;
        this.node = node;
        this.grace = properties.grace();
    }

    @Override
    public String name() {
        return "bash";
    }

    @Override
    public String describe(JsonNode input) {
        return input.path("command").asString("");
    }

    @Override
    public Work start(Running running, JsonNode input, Call call) throws IOException, ToolFailure {
        Input.knows(input, "command", "description", "shell", "background");
        var command = Input.text(input, "command");
        if (command.getBytes(StandardCharsets.UTF_8).length > LONGEST || command.indexOf('\0') >= 0) {
            throw new ToolFailure("The command is longer than 128 KiB or has a NUL; write it to a file and run that.");
        }
        var program = KeptShell.program(command, Input.optionalText(input, "shell"));
        if (Input.flag(input, "background")) {
            return started(jobs.start(running, program), call);
        }
        var process = node.launcher()
                .start(new Launch(
                        call.id(),
                        running.workspaceId(),
                        running.folder(),
                        running.user(),
                        running.network(),
                        running.variables(),
                        running.limits(),
                        program));
        var tree = ProcessTree.ofLaunch(call.id());
        call.whenStopped(() -> Thread.startVirtualThread(() -> tree.end(grace)));
        return () -> await(process, tree, call);
    }

    private static Work started(Job job, Call call) {
        var said = "Job " + job.id() + " was started; look at it or stop it with the tool job.\n";
        return () -> {
            call.output().write(said.getBytes(StandardCharsets.UTF_8));
            return Ended.WELL;
        };
    }

    private Ended await(Process process, ProcessTree tree, Call call) throws IOException {
        var reader = Thread.ofVirtual().start(() -> copy(process, call));
        try {
            int code = process.waitFor();
            tree.end(grace);
            if (!reader.join(DRAIN)) {
                process.getInputStream().close();
            }
            return ended(code);
        } catch (InterruptedException e) {
            tree.end(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a command ran", e);
        }
    }

    private static void copy(Process process, Call call) {
        try (var in = process.getInputStream()) {
            in.transferTo(call.output());
        } catch (IOException closed) {
            return;
        }
    }

    private static Ended ended(int code) {
        return new Ended(code != 0, code, Signals.behind(code));
    }
}
