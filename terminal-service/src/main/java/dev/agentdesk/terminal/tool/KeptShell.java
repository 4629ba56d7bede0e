package dev.agentdesk.terminal.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command line where the one before it under the same name left off: its folder, exported variables, functions
 * and aliases. Processes do not live on.
 *
 * <p>What is kept lies in the agent's own home and is the agent's to change. Where the configuration's variables have
 * changed meanwhile, or a shell was killed, the next one begins anew or where the last one ended by itself.
 */
final class KeptShell {

    /** The marks of a process are its own and never kept. */
    private static final String LINE = """
            __kept="$HOME/.shell-$2"
            __plain() { unset AGENTDESK_LAUNCH AGENTDESK_WORKSPACE AGENTDESK_INSTALLATION SHLVL OLDPWD; export -p; }
            __base=$(__plain)
            if [ -r "$__kept" ] && [ "$__base" = "$(cat "$__kept.base" 2>/dev/null)" ]; then
              . "$__kept" >/dev/null 2>&1
            fi
            __keep() {
              local code=$?
              trap - EXIT
              ( { __plain; declare -f; alias -p; printf 'cd -- %q\\n' "$PWD"; } > "$__kept.$$" \\
                && mv -f "$__kept.$$" "$__kept" && printf '%s\\n' "$__base" > "$__kept.base" ) 2>/dev/null
              exit $code
            }
            trap __keep EXIT
            shopt -s expand_aliases
            eval "$1"
            """;

    private KeptShell() {}

    /** @param name of the shell; null for one that keeps nothing */
    static List<String> program(String command, @Nullable String name) throws ToolFailure {
        if (name == null) {
            return List.of("bash", "-c", command);
        }
        if (!name.matches("[A-Za-z0-9_]{1,64}")) {
            throw new ToolFailure("The name of a shell has 1 to 64 letters, digits or _.");
        }
        return List.of("bash", "-c", LINE, "bash", command, name);
    }
}
