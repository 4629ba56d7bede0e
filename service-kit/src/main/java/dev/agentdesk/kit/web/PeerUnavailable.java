package dev.agentdesk.kit.web;

/** Another service could not be reached or failed; the caller may try again. Never the same as "not found". */
public final class PeerUnavailable extends RuntimeException {

    public PeerUnavailable(String peer, Throwable cause) {
        super(peer + " is not reachable: " + cause, cause, false, false);
    }

    public PeerUnavailable(String peer, int status) {
        super(peer + " answered " + status, null, false, false);
    }
}
