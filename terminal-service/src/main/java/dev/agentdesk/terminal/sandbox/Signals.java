package dev.agentdesk.terminal.sandbox;

import org.jspecify.annotations.Nullable;

/** The signal behind an exit code, as shells report it: 128 and its number. */
public final class Signals {

    private Signals() {}

    /** Its name without SIG; null for codes that no signal explains. */
    public static @Nullable String behind(int code) {
        return switch (code) {
            case 129 -> "HUP";
            case 130 -> "INT";
            case 131 -> "QUIT";
            case 134 -> "ABRT";
            case 137 -> "KILL";
            case 139 -> "SEGV";
            case 141 -> "PIPE";
            case 143 -> "TERM";
            default -> null;
        };
    }
}
