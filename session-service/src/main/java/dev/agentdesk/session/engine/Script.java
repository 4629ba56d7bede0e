package dev.agentdesk.session.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A message as the shell engine reads it: fenced bash blocks and slash lines, in order.
 *
 * <p>{@code /write path} takes the fenced block below it as content, {@code /edit path} the two blocks below it as old
 * and new text.
 *
 * @param stopOnError whether a failure keeps the rest from running
 */
record Script(List<Instruction> instructions, boolean stopOnError) {

    private static final Set<String> SHELLS = Set.of("bash", "sh", "shell");

    static Script read(String text) {
        return new Reader(text.lines().toList()).read();
    }

    private static final class Reader {

        private final List<String> lines;
        private final List<Instruction> found = new ArrayList<>();
        private boolean stopOnError;
        private int at;

        Reader(List<String> lines) {
            this.lines = lines;
        }

        Script read() {
            while (at < lines.size()) {
                line(lines.get(at));
            }
            return new Script(List.copyOf(found), stopOnError);
        }

        private void line(String line) {
            if (fenced(line)) {
                var language = line.strip().substring(fence(line).length()).strip();
                var body = block();
                if (SHELLS.contains(language)) {
                    found.add(bash(body));
                }
                return;
            }
            at++;
            if (line.startsWith("/")) {
                slash(line.strip());
            }
        }

        private void slash(String line) {
            int space = line.indexOf(' ');
            var name = space < 0 ? line : line.substring(0, space);
            var rest = space < 0 ? "" : line.substring(space + 1).strip();
            switch (name) {
                case "/stop-on-error" -> stopOnError = true;
                case "/run" -> require(line, rest, "a command", bash(rest));
                case "/read" -> require(line, rest, "a path", tool(line, "read", Map.of("path", rest)));
                case "/glob" -> require(line, rest, "a pattern", tool(line, "glob", Map.of("pattern", rest)));
                case "/grep" -> require(line, rest, "a pattern", tool(line, "grep", Map.of("pattern", rest)));
                case "/mcp" -> mcp(line, rest);
                case "/write" -> write(line, rest);
                case "/edit" -> edit(line, rest);
                default -> {}
            }
        }

        private void write(String line, String path) {
            if (path.isEmpty() || !blockFollows()) {
                found.add(new Instruction.Malformed(line, "needs a path and a fenced block with the content below it"));
                return;
            }
            found.add(tool(line, "write", Map.of("path", path, "content", block() + "\n")));
        }

        /** {@code /mcp server tool}, with the arguments as JSON behind it or in the block below. */
        private void mcp(String line, String rest) {
            var words = rest.split(" ", 3);
            if (words.length < 2) {
                found.add(new Instruction.Malformed(line, "needs a server and a tool"));
                return;
            }
            var text = words.length == 3 ? words[2] : blockFollows() ? block() : "{}";
            var arguments = Arguments.read(text);
            found.add(
                    arguments == null
                            ? new Instruction.Malformed(line, "needs its arguments as a JSON object")
                            : tool(line, "mcp__" + words[0] + "__" + words[1], arguments));
        }

        private void edit(String line, String path) {
            if (path.isEmpty() || !blockFollows()) {
                found.add(malformedEdit(line));
                return;
            }
            var old = block();
            if (!blockFollows()) {
                found.add(malformedEdit(line));
                return;
            }
            found.add(tool(line, "edit", Map.of("path", path, "old_string", old, "new_string", block())));
        }

        private static Instruction malformedEdit(String line) {
            return new Instruction.Malformed(line, "needs a path and two fenced blocks below it: old text, new text");
        }

        private void require(String line, String argument, String what, Instruction instruction) {
            found.add(argument.isEmpty() ? new Instruction.Malformed(line, "needs " + what) : instruction);
        }

        private boolean blockFollows() {
            while (at < lines.size() && lines.get(at).isBlank()) {
                at++;
            }
            return at < lines.size() && fenced(lines.get(at));
        }

        /** The lines of the block that begins here; one that nobody closes goes to the end. */
        private String block() {
            var fence = fence(lines.get(at++));
            var body = new ArrayList<String>();
            while (at < lines.size() && !closes(lines.get(at), fence)) {
                body.add(lines.get(at++));
            }
            at++;
            return String.join("\n", body);
        }

        private static boolean closes(String line, String fence) {
            var stripped = line.strip();
            return stripped.startsWith(fence) && stripped.chars().allMatch(c -> c == '`');
        }

        private static boolean fenced(String line) {
            return line.strip().startsWith("```");
        }

        private static String fence(String line) {
            int ticks = (int) line.strip().chars().takeWhile(c -> c == '`').count();
            return "`".repeat(ticks);
        }

        private static Instruction bash(String command) {
            return tool("$ " + command.strip(), "bash", Map.of("command", command));
        }

        private static Instruction tool(String shown, String tool, Map<String, Object> input) {
            return new Instruction.Tool(shown, tool, input);
        }
    }
}
