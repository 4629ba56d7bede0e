package dev.agentdesk.trigger.ingest;

/** Why a record is no event; the reason goes with it to the dead letter topic and holds nothing of its content. */
final class Unreadable extends Exception {

    Unreadable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
