package dev.agentdesk.session.model;

import dev.agentdesk.session.model.Message.Part;
import dev.agentdesk.session.model.Message.Role;
import dev.agentdesk.session.permission.Canonical;

/** A conversation as plain text, for a model that shall sum it up. */
final class Transcript {

    private static final int MOST_OF_A_RESULT = 4_000;

    private Transcript() {}

    static void write(Role role, Part part, StringBuilder out) {
        switch (part) {
            case Part.Text it ->
                out.append(role == Role.USER ? "USER: " : "AGENT: ").append(it.text());
            case Part.Thought it -> {
                return;
            }
            case Part.ToolUse it ->
                out.append("AGENT CALLS ").append(it.tool()).append(": ").append(cut(Canonical.json(it.input())));
            case Part.Result it -> out.append("RESULT: ").append(cut(it.text()));
        }
        out.append("\n\n");
    }

    private static String cut(String text) {
        return text.length() <= MOST_OF_A_RESULT ? text : text.substring(0, MOST_OF_A_RESULT) + "[…]";
    }
}
