package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.id.Digest;
import dev.agentdesk.trigger.timing.Timing;
import java.util.TreeMap;

/** What a Schedule does and when. Everything in it was checked before it came here. */
public record ScheduleSettings(String name, Task task, Timing timing, Policy policy, boolean enabled) {

    /** Names and prompts are not for logs. */
    @Override
    public String toString() {
        return "ScheduleSettings[" + timing + ", " + policy + ", " + enabled + "]";
    }

    /** Recognises the same settings without keeping their words. */
    String digest() {
        return Digest.of(digest(name) + digest(task) + timing + policy + enabled);
    }

    static String digest(String name) {
        return Digest.of(name);
    }

    static String digest(Task task) {
        return switch (task) {
            case Task.Prompt prompt -> Digest.of("prompt " + prompt.text());
            case Task.Reference it -> Digest.of("reference " + it.promptId() + " " + it.version());
            case Task.Custom it -> Digest.of("command " + it.command() + " " + new TreeMap<>(it.variables()));
        };
    }
}
