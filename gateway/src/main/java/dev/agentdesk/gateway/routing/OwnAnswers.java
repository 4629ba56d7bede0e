package dev.agentdesk.gateway.routing;

/**
 * Single resources that the gateway keeps itself, in a collection whose others belong to a service: a bean of this type
 * is asked before a request is sent on.
 */
public interface OwnAnswers {

    /** Whether this gateway answers the path. */
    boolean has(String path);
}
