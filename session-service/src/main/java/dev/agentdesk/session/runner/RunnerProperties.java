package dev.agentdesk.session.runner;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How turns are run.
 *
 * @param enabled whether this replica runs turns at all
 * @param concurrentTurns how many turns one replica runs at once
 * @param lease how long a runner that is not heard of keeps its turn
 * @param renewEvery how often a lease is renewed
 * @param askFor how long an approval waits for its decision
 */
@ConfigurationProperties("agentdesk.runner")
public record RunnerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("256") int concurrentTurns,
        @DefaultValue("PT8S") Duration lease,
        @DefaultValue("PT2S") Duration renewEvery,
        @DefaultValue("PT24H") Duration askFor) {}
