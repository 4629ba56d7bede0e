package dev.agentdesk.gateway.edge;

import java.io.IOException;

/** A streamed body that grew beyond its limit; what was read of it must not take effect. */
public final class BodyTooLarge extends IOException {

    BodyTooLarge() {
        super("the body is larger than allowed");
    }
}
