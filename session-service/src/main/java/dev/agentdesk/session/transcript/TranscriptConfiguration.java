package dev.agentdesk.session.transcript;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.session.overview.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class TranscriptConfiguration {

    @Bean
    TranscriptEndpoint transcriptEndpoint(Sessions sessions, EventLog log, JsonMapper json) {
        return new TranscriptEndpoint(sessions, log, json);
    }

    @Bean
    TraceEndpoint traceEndpoint(Sessions sessions, EventLog log) {
        return new TraceEndpoint(sessions, log);
    }
}
