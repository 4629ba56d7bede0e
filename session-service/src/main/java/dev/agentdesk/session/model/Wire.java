package dev.agentdesk.session.model;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** One way to talk to a model: how a request is written and a reply is read. Pure but for the stream it reads. */
interface Wire {

    String address(Provider provider);

    Map<String, String> headers(Provider provider);

    ObjectNode body(ModelRequest request, Provider provider);

    /** @throws ModelFailure CUT if it ends before its end */
    Reply read(SseLines lines, ReplyBuilder reply) throws IOException, ModelFailure;
}
