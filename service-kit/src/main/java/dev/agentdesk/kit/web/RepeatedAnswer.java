package dev.agentdesk.kit.web;

import jakarta.servlet.ServletRequest;

/**
 * What a repeat with the same {@code Idempotency-Key} is answered, where that is not what the first one was: a secret
 * is shown once, and the kept answer has null in its place.
 */
public final class RepeatedAnswer {

    static final String BODY = RepeatedAnswer.class.getName();

    private RepeatedAnswer() {}

    /** Keeps this body instead of the one that is answered now. */
    public static void keep(ServletRequest request, byte[] body) {
        request.setAttribute(BODY, body);
    }
}
