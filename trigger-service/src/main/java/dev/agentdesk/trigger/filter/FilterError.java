package dev.agentdesk.trigger.filter;

/** Why a text is no filter, and at which character (from 0). */
public final class FilterError extends Exception {

    private final int position;

    FilterError(int position, String detail) {
        super(detail + " (at character " + position + ")", null, false, false);
        this.position = position;
    }

    public int position() {
        return position;
    }

    /** The sentence for the author of the filter. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
