package dev.agentdesk.session.permission;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;

/** A tool and its input, as a policy looks at them. */
public record ToolCall(String tool, Map<String, Object> input) {

    private static final Set<String> ON_FILES = Set.of("read", "write", "edit", "glob", "grep");

    /**
     * What a {@code match} is compared with: the path of a file tool, the line of bash, the agent that is called, else
     * the canonical input.
     */
    String subject() {
        if (ON_FILES.contains(tool)) {
            return path();
        }
        return switch (tool) {
            case "bash" -> String.valueOf(input.get("command"));
            case "call_agent" -> String.valueOf(input.get("agent"));
            default -> Canonical.json(input);
        };
    }

    /** Whether a file tool reaches for something that does not lie in the Workspace. */
    boolean outside() {
        return ON_FILES.contains(tool) && (path().startsWith("/") || path().equals("..") || path().startsWith("../"));
    }

    /** Without {@code .}, {@code ..} and doubled slashes, as far as they can be taken out. */
    private String path() {
        var raw = input.get("path") instanceof String path ? path : ".";
        var kept = new ArrayDeque<String>();
        for (var segment : raw.split("/")) {
            if (segment.equals("..") && !kept.isEmpty() && !kept.getLast().equals("..")) {
                kept.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        return (raw.startsWith("/") ? "/" : "") + String.join("/", kept);
    }
}
