package dev.agentdesk.kit.web;

import java.io.IOException;

/** Thrown by the request's stream when more comes than may come. */
final class BodyTooLarge extends IOException {

    private final long limit;

    BodyTooLarge(long limit) {
        super("body too large");
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
