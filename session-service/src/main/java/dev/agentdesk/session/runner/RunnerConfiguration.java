package dev.agentdesk.session.runner;

import dev.agentdesk.kit.ServiceProperties;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.egress.EgressClient;
import dev.agentdesk.kit.egress.EgressStream;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Wakeup;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.agents.AgentCalls;
import dev.agentdesk.session.engine.ModelEngine;
import dev.agentdesk.session.engine.ShellEngine;
import dev.agentdesk.session.hold.Holds;
import dev.agentdesk.session.mcp.McpServers;
import dev.agentdesk.session.model.Context;
import dev.agentdesk.session.model.HttpModelClient;
import dev.agentdesk.session.model.ModelClient;
import dev.agentdesk.session.preview.Previews;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RunnerProperties.class, ModelProperties.class})
public class RunnerConfiguration {

    @Bean
    TurnRow turnRow() {
        return new TurnRow();
    }

    @Bean
    Leases leases(
            JdbcClient db,
            PlatformTransactionManager transactions,
            ServiceProperties service,
            RunnerProperties properties) {
        var leases = new Leases(db, new TransactionTemplate(transactions), service.nodeId(), properties.lease());
        if (service.stealClaims()) {
            leases.stealAll();
        }
        return leases;
    }

    @Bean(destroyMethod = "close")
    EgressStream egressStream(EgressClient rules, ModelProperties properties) {
        return new EgressStream(rules, properties.silence());
    }

    @Bean
    ModelClient modelClient(EgressStream out, JsonMapper json, Clock clock) {
        return new HttpModelClient(out, json, clock);
    }

    @Bean
    TurnWriter.Platform turnPlatform(Commands commands, EventLog log, IdSource ids, Clock clock) {
        return new TurnWriter.Platform(commands, log, ids, clock);
    }

    @Bean
    Drain drain(JdbcClient db) {
        return new Drain(db);
    }

    @Bean
    DrainEndpoint drainEndpoint(Drain drain) {
        return new DrainEndpoint(drain);
    }

    @Bean
    TurnRunner turnRunner(
            TurnWriter.Platform platform,
            Leases leases,
            Drain drain,
            InternalCalls calls,
            JdbcClient db,
            JsonMapper json,
            FaultPoints faults,
            RunnerProperties properties,
            ModelProperties models,
            ModelClient client,
            EgressClient egress,
            Previews previews,
            AgentCalls agents,
            EgressStream out,
            ServiceProperties service,
            Holds holds,
            Wakeup wakeup) {
        var environments = new Environments(calls);
        var preparation =
                new Preparation(new Configurations(calls), environments, leases, holds, db, json, platform.clock());
        var parts = new TurnRuns.Parts(
                platform,
                preparation,
                environments,
                new Fetching(egress),
                new Thinking.Tools(
                        client,
                        new Context(platform.log()),
                        models,
                        new WorkspaceTexts(calls),
                        agents,
                        new McpServers(out, json, platform.clock(), calls),
                        json),
                previews,
                leases,
                new ProgramTurn.Tools(
                        new ProgramHost(calls), new ProgramSessions(db), new Context(platform.log()), json),
                Map.of("shell", new ShellEngine(), "model", new ModelEngine()),
                db,
                faults,
                properties,
                service.nodeId());
        return new TurnRunner(leases, new TurnRuns(parts), drain, wakeup, properties);
    }

    @Bean
    WorkspaceNews workspaceNews(Leases leases, Wakeup wakeup) {
        return new WorkspaceNews(leases, wakeup);
    }

    @Bean
    ExpireApprovals expireApprovals(JdbcClient db, Commands commands, Stamps stamps, Clock clock) {
        return new ExpireApprovals(db, commands, stamps, clock);
    }
}
