package dev.agentdesk.trigger.prompt;

import java.util.List;

/** What an agent is asked to do, and what the author of the template should know about this rendering. */
public record Prompt(String text, List<String> warnings) {

    public Prompt {
        warnings = List.copyOf(warnings);
    }
}
