package dev.agentdesk.trigger.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the inbound topic is read.
 *
 * @param keep how long a record stays in the topic at least; then it goes, if it was ingested
 */
@ConfigurationProperties("agentdesk.ingest")
public record IngestProperties(@DefaultValue("P1D") Duration keep) {}
