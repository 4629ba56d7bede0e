package dev.agentdesk.trigger.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the door takes.
 *
 * @param perAddress requests a second from one address, five times as many at once; behind a proxy all senders share
 *     one
 * @param perConnector the same for what one connector takes
 * @param rejectionsKept how long refused requests are remembered
 */
@ConfigurationProperties("agentdesk.hooks")
record HookProperties(
        @DefaultValue("200") int perAddress,
        @DefaultValue("200") int perConnector,
        @DefaultValue("P30D") Duration rejectionsKept) {}
