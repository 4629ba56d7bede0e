package dev.agentdesk.trigger.slack;

import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.cloudevent.Data;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where in Slack something was said. Pure.
 *
 * @param thread the time stamp of the message that began the thread; of one that is in none its own
 * @param botId the bot that wrote it; null: a person
 */
public record SlackMessage(
        String channel, String thread, @Nullable String botId) {

    /** Empty for an event that belongs to no channel, and for what is no event of Slack. */
    public static Optional<SlackMessage> of(CloudEvent event) {
        return Data.json(event).map(body -> body.path("event")).flatMap(SlackMessage::of);
    }

    private static Optional<SlackMessage> of(JsonNode event) {
        var channel = first(event.path("channel"), event.path("item").path("channel"));
        var thread = first(
                event.path("thread_ts"),
                event.path("message").path("thread_ts"),
                event.path("item").path("ts"),
                event.path("ts"));
        var bot = first(event.path("bot_id"), event.path("message").path("bot_id"));
        return channel == null || thread == null
                ? Optional.empty()
                : Optional.of(new SlackMessage(channel, thread, bot));
    }

    private static @Nullable String first(JsonNode... places) {
        for (var place : places) {
            var text = place.asString("");
            if (!text.isEmpty() && text.length() <= 100) {
                return text;
            }
        }
        return null;
    }
}
