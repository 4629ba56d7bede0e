package dev.agentdesk.session.engine;

import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.ToolResult;
import java.util.List;
import java.util.Locale;

/** What the shell engine says about what it ran, as Markdown. */
final class Answer {

    /** A reply is to be read; the whole output stands in the tool's result. */
    private static final int MOST_OUTPUT = 8 * 1024;

    private static final int MOST_TEXT = 32 * 1024;

    private Answer() {}

    static String of(List<String> parts) {
        return cut(String.join("\n\n", parts), MOST_TEXT);
    }

    static String of(Instruction.Tool instruction, ToolResult result) {
        var output = result.output();
        var text = output.tail() == null ? output.head() : output.head() + "\n[…]\n" + output.tail();
        var body = instruction.shown() + "\n" + cut(text.stripTrailing(), MOST_OUTPUT);
        return fenced(body) + "\n" + ending(result);
    }

    static String notRun(String shown) {
        return fenced(shown) + "\nnot run: /stop-on-error";
    }

    static String malformed(Instruction.Malformed instruction) {
        return fenced(instruction.shown()) + "\nnot run: " + instruction.why();
    }

    private static String ending(ToolResult result) {
        if (result.outcome() == Outcome.COMPLETED || result.outcome() == Outcome.FAILED) {
            return result.exitCode() == null
                    ? (result.isError() ? "failed" : "done")
                    : "exit code " + result.exitCode();
        }
        return result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Output that has a fence in it gets a longer one around it. */
    private static String fenced(String body) {
        var fence = "```";
        while (body.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + body + "\n" + fence;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "\n[… shortened]";
    }
}
