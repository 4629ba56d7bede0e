package dev.agentdesk.kit.stream;

import dev.agentdesk.kit.ServiceProperties;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.publishing.Publisher;
import dev.agentdesk.kit.publishing.PublishingPipe;
import dev.agentdesk.kit.publishing.Translator;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.readmodel.Replay;
import dev.agentdesk.kit.store.EventTail;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Registers every read model, process and the publisher of a service with its processor. */
@Configuration(proxyBeanMethods = false)
public class StreamConfiguration {

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, JdbcClient jdbc, ServiceProperties service) {
        return Positions.store(connections, jdbc, service.nodeId());
    }

    @Bean
    public Positions positions(JdbcClient jdbc) {
        return new Positions(jdbc);
    }

    @Bean
    StreamingProcessors streamingProcessors(
            EventTail tail,
            TokenStore tokens,
            TransactionManager transactions,
            ServiceProperties service,
            Positions positions,
            JdbcClient jdbc,
            ObjectProvider<ReadModel> models,
            ObjectProvider<Process> processes,
            ObjectProvider<Translator> translator,
            PublishingPipe pipe) {
        if (service.stealClaims()) {
            positions.stealClaims();
        }
        if (service.republish().isPositive()) {
            positions.rewind(Publisher.NAME, service.republish());
        }
        var processors = new StreamingProcessors(tail, tokens, transactions, service.service());
        models.orderedStream()
                .filter(model -> model.kind() == ReadModel.Kind.STREAMING)
                .forEach(model -> processors.register(
                        model.name(), StreamingProcessors.Kind.READ_MODEL, Handlers.of(model, jdbc)));
        processes
                .orderedStream()
                .forEach(process ->
                        processors.register(process.name(), StreamingProcessors.Kind.PROCESS, Handlers.of(process)));
        translator.ifAvailable(facts ->
                processors.register(Publisher.NAME, StreamingProcessors.Kind.PUBLISHER, new Publisher(facts, pipe)));
        return processors;
    }

    @Bean
    Rebuilds rebuilds(
            ObjectProvider<ReadModel> models,
            Replay replay,
            Positions positions,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            FaultPoints faults) {
        return new Rebuilds(
                models.orderedStream().toList(),
                replay,
                positions,
                dataSource,
                new TransactionTemplate(transactions),
                faults);
    }
}
