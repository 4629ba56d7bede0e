package dev.agentdesk.trigger.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an answer about a run may take.
 *
 * @param answerWithin after this, and again after each further such time, session-service is asked about the run
 * @param lookEvery how often due runs are looked for
 */
@ConfigurationProperties("agentdesk.runs")
public record RunProperties(
        @DefaultValue("PT10M") Duration answerWithin,
        @DefaultValue("PT15S") Duration lookEvery) {}
