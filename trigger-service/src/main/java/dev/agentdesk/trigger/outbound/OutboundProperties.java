package dev.agentdesk.trigger.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often and how long facts are offered to receivers.
 *
 * @param retries pauses between the attempts of one message; the defaults are those of Standard Webhooks
 * @param patience how long one attempt may take as a whole
 * @param pauseAfterFailures a subscription is paused after so many failed attempts in a row, of whichever messages
 * @param pauseAfter and if they go back so far at least
 * @param keepWaiting a message that was not taken by then is given up
 * @param keep how long messages and attempts stay on record
 */
@ConfigurationProperties("agentdesk.outbound")
public record OutboundProperties(
        @DefaultValue({"PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H"})
        List<Duration> retries,

        @DefaultValue("PT15S") Duration patience,
        @DefaultValue("10") int pauseAfterFailures,
        @DefaultValue("PT1H") Duration pauseAfter,
        @DefaultValue("P7D") Duration keepWaiting,
        @DefaultValue("P30D") Duration keep) {}
