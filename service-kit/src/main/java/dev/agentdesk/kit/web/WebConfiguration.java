package dev.agentdesk.kit.web;

import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.security.InnerTokens;
import dev.agentdesk.kit.store.DataKeys;
import dev.agentdesk.kit.store.Erasure;
import dev.agentdesk.kit.store.EventTail;
import dev.agentdesk.kit.stream.Positions;
import dev.agentdesk.kit.stream.StreamingProcessors;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The edge of a service. The gateway switches the inner-token filter off and puts its own in that place. */
@Configuration(proxyBeanMethods = false)
@Import({JsonConfiguration.class, ProblemAdvice.class, UnknownPaths.class, MaintenanceEndpoint.class})
public class WebConfiguration {

    /** First: nothing else sees a request without a principal. */
    public static final int CONTEXT_ORDER = -100;

    public static final int BODY_LIMIT_ORDER = -90;
    public static final int IDEMPOTENCY_ORDER = -80;

    @Bean
    public Progress progress(Rebuilds rebuilds, StreamingProcessors processors, Positions positions, EventTail tail) {
        return new Progress(rebuilds, processors, positions, tail);
    }

    @Bean
    public Usage usage(JdbcClient db) {
        return new Usage(db);
    }

    @Bean
    public Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    @ConditionalOnProperty(name = "agentdesk.inner-tokens", matchIfMissing = true)
    FilterRegistrationBean<ContextFilter> contextFilter(InnerTokens tokens, IdSource ids, Problems problems) {
        return ordered(new ContextFilter(tokens, ids, problems), CONTEXT_ORDER);
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
            Problems problems, ObjectProvider<StreamedBodies> streamed) {
        return ordered(new BodyLimitFilter(problems, known(streamed)), BODY_LIMIT_ORDER);
    }

    @Bean
    IdempotencyStore idempotencyStore(@Qualifier("sidePool") DataSource sidePool, DataKeys keys, Clock clock) {
        return new IdempotencyStore(JdbcClient.create(sidePool), keys, clock);
    }

    @Bean
    public ForgottenAnswers forgottenAnswers(IdempotencyStore store) {
        return store::forgetAbout;
    }

    /** Its name leaves "erasure" to the services. */
    @Bean("contentErasure")
    public Erasure erasure(DataKeys keys, JdbcClient db, ForgottenAnswers answers) {
        return new Erasure(keys, db, answers);
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            IdempotencyStore store, Problems problems, ObjectProvider<StreamedBodies> streamed) {
        return ordered(new IdempotencyFilter(store, problems, known(streamed)), IDEMPOTENCY_ORDER);
    }

    private static StreamedBodies known(ObjectProvider<StreamedBodies> streamed) {
        return streamed.getIfAvailable(() -> request -> false);
    }

    private static <F extends jakarta.servlet.Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
