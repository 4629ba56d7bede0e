package dev.agentdesk.session.tester;

import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.access.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class TesterConfiguration {

    @Bean
    PermissionEndpoint permissionEndpoint(Workspaces workspaces, InternalCalls calls, JsonMapper json) {
        return new PermissionEndpoint(workspaces, calls, json);
    }
}
