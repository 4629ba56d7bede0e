package dev.agentdesk.trigger.signature;

/** A shared secret, named so that one can say which of several matched. */
public record Secret(String id, String value) {

    @Override
    public String toString() {
        return "Secret[" + id + "]";
    }
}
