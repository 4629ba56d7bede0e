package dev.agentdesk.session.stream;

import dev.agentdesk.kit.feed.EventPages;
import dev.agentdesk.kit.feed.Feeds;
import dev.agentdesk.kit.feed.LiveLog;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Wakeup;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.overview.Sessions;
import dev.agentdesk.session.preview.Previews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The beans of this feature. */
@Configuration(value = "sessionStreamConfiguration", proxyBeanMethods = false)
public class StreamConfiguration {

    @Bean
    Feeds feeds(EventLog log, JdbcClient db, JsonMapper json, Wakeup wakeup) {
        return new Feeds("sessions", log, new SessionForms(db), json, wakeup);
    }

    @Bean
    EventsEndpoint eventsEndpoint(EventLog log, JdbcClient db, Sessions sessions) {
        return new EventsEndpoint(new EventPages(log, new SessionForms(db)), sessions);
    }

    @Bean
    Previews previews(Feeds feeds) {
        return new Previews(feeds);
    }

    @Bean
    StreamEndpoint streamEndpoint(Feeds feeds, Sessions sessions, Previews previews) {
        return new StreamEndpoint(new LiveLog(feeds), sessions, previews);
    }

    @Bean
    OutputsEndpoint outputsEndpoint(Sessions sessions, InternalCalls calls) {
        return new OutputsEndpoint(sessions, calls);
    }
}
