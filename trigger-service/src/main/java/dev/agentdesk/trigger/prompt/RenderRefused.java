package dev.agentdesk.trigger.prompt;

/** A template and an event that together give no prompt; the run fails with this code. */
public final class RenderRefused extends RuntimeException {

    /** Closed vocabulary of {@link #code()}. */
    static final String TOO_LARGE = "template-too-large";

    static final String TOO_COSTLY = "template-too-costly";
    static final String UNSAFE_VALUE = "unsafe-value";

    private final String code;

    RenderRefused(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** What to change, in a sentence; holds no value of the event. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
