package dev.agentdesk.session.model;

import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.ToolResult;
import java.util.Locale;

/** What a model is told of a tool's result. */
final class ResultText {

    private ResultText() {}

    static String of(ToolResult result) {
        var output = result.output();
        var text = new StringBuilder(output.head());
        if (output.tail() != null) {
            long left = Math.max(
                    0, output.size() - output.head().length() - output.tail().length());
            text.append("\n[… about ").append(left).append(" bytes are left out here; the whole output has ");
            text.append(output.size()).append(" bytes …]\n").append(output.tail());
        }
        if (text.isEmpty()) {
            text.append("(no output)");
        }
        if (result.exitCode() != null && result.exitCode() != 0) {
            text.append("\n[exit code ").append(result.exitCode()).append(']');
        }
        if (result.outcome() == Outcome.OUTPUT_LIMIT || result.outcome() == Outcome.INTERRUPTED_UNKNOWN_EFFECT) {
            text.append("\n[")
                    .append(result.outcome().name().toLowerCase(Locale.ROOT))
                    .append(']');
        }
        return text.toString();
    }
}
