package dev.agentdesk.trigger.slack;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How answers reach Slack.
 *
 * @param api the base of its Web API
 * @param retries pauses between the attempts to write one answer
 */
@ConfigurationProperties("agentdesk.slack")
public record SlackProperties(
        @DefaultValue("https://slack.com/api") URI api,

        @DefaultValue({"PT5S", "PT30S", "PT5M", "PT30M", "PT2H", "PT6H"})
        List<Duration> retries) {}
