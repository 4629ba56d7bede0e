package dev.agentdesk.trigger.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long deliveries are kept whole.
 *
 * @param keep after this their content goes; facts and verdicts stay
 */
@ConfigurationProperties("agentdesk.deliveries")
record DeliveryProperties(@DefaultValue("P90D") Duration keep) {}
