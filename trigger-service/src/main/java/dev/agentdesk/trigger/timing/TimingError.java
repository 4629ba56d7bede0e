package dev.agentdesk.trigger.timing;

/** A cron expression that can't be read or is never due; the message is a sentence for its author. */
public final class TimingError extends Exception {

    TimingError(String detail) {
        super(detail, null, false, false);
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
