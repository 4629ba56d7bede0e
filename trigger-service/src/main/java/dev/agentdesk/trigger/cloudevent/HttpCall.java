package dev.agentdesk.trigger.cloudevent;

import java.util.List;

/**
 * How an event came over HTTP; its data are elsewhere. Foreign text throughout.
 *
 * @param path what stood behind the id of the connector, from its slash on; empty if nothing did
 * @param query the raw query, empty if there was none
 * @param headers in the order in which they came, names in lower case, without secrets
 * @param address who sent it, as far as the gateway saw
 */
public record HttpCall(String method, String path, String query, List<Header> headers, String address) {

    /** One header line. */
    public record Header(String name, String value) {}

    public HttpCall {
        headers = List.copyOf(headers);
    }

    @Override
    public String toString() {
        return "HttpCall[…]";
    }
}
