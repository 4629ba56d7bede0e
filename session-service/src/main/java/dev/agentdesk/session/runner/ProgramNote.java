package dev.agentdesk.session.runner;

import dev.agentdesk.session.acp.Permission.Option;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a runner has to know that goes on with a program which another one has left; kept beside the program and gone
 * with it.
 *
 * @param offset where the first line begins that nobody has read
 * @param written how much was sent to it
 * @param prompted the messages that it was given
 */
record ProgramNote(
        String agentSession,
        String folder,
        long nextId,
        long promptId,
        long offset,
        long written,
        List<String> prompted,
        Map<String, Card> cards,
        List<Ask> asks) {

    /** @param toolUseId empty where our log does not know the call yet */
    record Card(String toolUseId, JsonNode told) {}

    /** A question of the agent that has no answer yet. */
    record Ask(JsonNode requestId, String toolUseId, List<Option> options) {}
}
