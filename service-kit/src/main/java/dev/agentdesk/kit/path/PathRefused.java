package dev.agentdesk.kit.path;

import java.io.IOException;

/** A path that will not be followed; the message names the rule and is fit for the caller's eyes. */
public final class PathRefused extends IOException {

    /** Why. */
    public enum Reason {
        /** The text breaks a rule. */
        MALFORMED,
        /** It leads out of the folder, or over a link that could. */
        OUTSIDE,
        /** Something else than a regular file is there: a folder, a pipe, a device, a socket. */
        NOT_A_FILE,
        /** Something else than a folder is there. */
        NOT_A_FOLDER,
        /** The condition that the caller set does not hold. */
        CONDITION,
        /** More files or bytes than are handled at once. */
        TOO_MUCH
    }

    private final Reason reason;

    public PathRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
