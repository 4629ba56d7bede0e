package dev.agentdesk.gateway.resolve;

import dev.agentdesk.gateway.asking.CallersRights;
import dev.agentdesk.gateway.asking.Found;
import dev.agentdesk.gateway.visibility.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Who knows where an id leads. */
@Configuration(proxyBeanMethods = false)
class ResolveConfiguration {

    @Bean
    Found found(CallersRights services, JsonMapper json) {
        return new Found(services, json);
    }

    @Bean
    Events events(Found found) {
        return new Events(found);
    }

    @Bean
    Resolver resolver(Found found, Events events, Workspaces workspaces) {
        return new Resolver(found, events, workspaces);
    }
}
