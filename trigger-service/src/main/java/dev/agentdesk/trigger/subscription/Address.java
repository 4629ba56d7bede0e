package dev.agentdesk.trigger.subscription;

/**
 * Where facts are sent.
 *
 * @param vouched an administrator chose it: it may lie in a private network
 */
public record Address(String url, boolean vouched) {

    /** Addresses may hold a secret of their own and are not for logs. */
    @Override
    public String toString() {
        return "Address[…]";
    }
}
