package dev.agentdesk.gateway.edge;

/** Further paths that this port offers to everybody, signed in or not; asked by {@link Surface} for every request. */
@FunctionalInterface
public interface Offer {

    /** By the path as it was sent, which was found plain before. */
    boolean has(String path);
}
