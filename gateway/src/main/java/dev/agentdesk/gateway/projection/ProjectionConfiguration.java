package dev.agentdesk.gateway.projection;

import dev.agentdesk.gateway.ops.Peers;
import dev.agentdesk.gateway.routing.OwnAnswers;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.web.Progress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks the services, and has their read models rebuilt. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    private static final String JOBS = "/api/v1/jobs/";

    @Bean
    Projections projections(Peers peers, Progress progress, Rebuilds rebuilds) {
        return new Projections(peers, progress, rebuilds);
    }

    @Bean
    RebuildJobs rebuildJobs(JdbcClient db, Clock clock) {
        return new RebuildJobs(db, clock);
    }

    @Bean
    RebuildRunner rebuildRunner(RebuildJobs jobs, Projections projections) {
        return new RebuildRunner(jobs, projections);
    }

    @Bean
    OwnAnswers ownJobs(RebuildJobs jobs) {
        return path -> path.startsWith(JOBS)
                && jobs.find(path.substring(JOBS.length())).isPresent();
    }
}
