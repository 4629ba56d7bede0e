package dev.agentdesk.session.runner;

import dev.agentdesk.kit.egress.EgressClient;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.ToolResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Fetches a text for an agent, from where its Workspace's commands might fetch it too and only from public addresses.
 *
 * <p>A Workspace whose network is not said to be open, or whose list does not name the host, fetches nothing.
 */
final class Fetching {

    private static final int LARGEST = 2 * 1024 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final int MOST_SHOWN = 32 * 1024;

    private final EgressClient out;

    Fetching(EgressClient out) {
        this.out = out;
    }

    /** Whether there is anything that may be fetched. */
    static boolean allowed(JsonNode network) {
        return network.asString("").equals("open") || !network.path("allow").isEmpty();
    }

    ToolResult fetch(Map<String, Object> input, JsonNode network) {
        try {
            var address = URI.create(String.valueOf(input.get("url")).strip());
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                requireAllowed(address, network);
                var answer = out.call("GET", address, Map.of("Accept", "text/*, application/json"), null, LARGEST);
                var location = answer.headers().get("location");
                if (answer.status() / 100 != 3 || location == null) {
                    return result(address, answer);
                }
                address = address.resolve(location);
            }
            return failed("It was redirected more than " + MOST_REDIRECTS + " times.");
        } catch (IllegalArgumentException e) {
            return failed("The address can't be read.");
        } catch (IOException e) {
            return failed("It was not fetched: " + e.getMessage());
        }
    }

    private static void requireAllowed(URI address, JsonNode network) throws IOException {
        if (network.asString("").equals("open")) {
            return;
        }
        int port = address.getPort() > 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        var target = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
        if (network.path("allow")
                .valueStream()
                .noneMatch(it -> target.equals(it.asString("").toLowerCase(Locale.ROOT)))) {
            throw new IOException("the Workspace's network does not reach " + target);
        }
    }

    private static ToolResult result(URI address, EgressClient.Answer answer) {
        var type = answer.headers().getOrDefault("content-type", "");
        var body = new String(answer.body(), StandardCharsets.UTF_8).replace("\0", "");
        var text = type.contains("html") ? PlainHtml.text(body) : body;
        var shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "\n[… cut]";
        var said = "<fetched from=\"" + address + "\" status=\"" + answer.status() + "\">\n" + shown + "\n</fetched>";
        boolean failed = answer.status() >= 400;
        return new ToolResult(
                failed ? Outcome.FAILED : Outcome.COMPLETED, failed, ToolResult.Output.text(said), null, 0);
    }

    private static ToolResult failed(String why) {
        return ToolResult.notRun(Outcome.FAILED, why);
    }
}
