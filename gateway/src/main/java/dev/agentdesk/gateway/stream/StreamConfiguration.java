package dev.agentdesk.gateway.stream;

import dev.agentdesk.gateway.asking.CallersRights;
import dev.agentdesk.gateway.visibility.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the stream is made of. */
@Configuration(value = "browserStreamConfiguration", proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    TopicRights topicRights(Workspaces workspaces, CallersRights services) {
        return new TopicRights(workspaces, services);
    }
}
