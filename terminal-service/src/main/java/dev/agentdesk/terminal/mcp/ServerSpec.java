package dev.agentdesk.terminal.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an MCP server is started, as the configuration says it.
 *
 * @param env beside the variables of the configuration; may hold secrets
 */
record ServerSpec(
        String name,
        String command,
        @Nullable List<String> args,
        @Nullable Map<String, String> env) {

    /** What it complains about is kept where the people and the agent can read it, of its newest start. */
    private static final String LINE = "log=\"$HOME/.mcp-$1.log\"; shift; exec \"$@\" 2>\"$log\"";

    boolean isWhole() {
        return name != null && name.matches("[a-z0-9][a-z0-9-]{0,31}") && command != null && !command.isBlank();
    }

    Map<String, String> variables() {
        return Objects.requireNonNullElse(env, Map.of());
    }

    List<String> program() {
        var program = new ArrayList<>(List.of("/bin/bash", "-c", LINE, "mcp", name, command));
        program.addAll(Objects.requireNonNullElse(args, List.of()));
        return List.copyOf(program);
    }
}
