package dev.agentdesk.session.permission;

import java.util.Locale;
import java.util.Set;

/** What is said where no rule matches. */
public enum Preset {
    /** Reading is allowed, so is writing inside the Workspace; all else is asked. */
    CAREFUL,
    /** Asks only outside the Workspace. */
    STANDARD,
    /** As {@link #CAREFUL}, but what would be asked is denied. */
    UNATTENDED,
    /** Everything is allowed. */
    OPEN;

    private static final Set<String> READS = Set.of("read", "glob", "grep");
    private static final Set<String> WRITES = Set.of("write", "edit");

    Ruling rule(ToolCall call) {
        return new Ruling(verdict(call), "preset " + name().toLowerCase(Locale.ROOT));
    }

    private Verdict verdict(ToolCall call) {
        return switch (this) {
            case OPEN -> Verdict.ALLOW;
            case STANDARD -> call.outside() ? Verdict.ASK : Verdict.ALLOW;
            case CAREFUL -> careful(call) ? Verdict.ALLOW : Verdict.ASK;
            case UNATTENDED -> careful(call) ? Verdict.ALLOW : Verdict.DENY;
        };
    }

    private static boolean careful(ToolCall call) {
        return !call.outside() && (READS.contains(call.tool()) || WRITES.contains(call.tool()));
    }
}
