package dev.agentdesk.gateway.tunnel;

import dev.agentdesk.gateway.access.InnerIdentity;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.edge.FilterOrder;
import dev.agentdesk.kit.ServiceProperties;
import dev.agentdesk.kit.web.Problems;
import java.net.URI;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of WebSockets to the terminal service. */
@Configuration(proxyBeanMethods = false)
class TunnelConfiguration {

    @Bean
    FilterRegistrationBean<TunnelFilter> tunnelFilter(
            ServiceProperties properties,
            TunnelProperties tunnel,
            InnerIdentity identity,
            OpenConnections connections,
            Problems problems) {
        var service = URI.create(properties.peer("terminal-service"));
        var filter = new TunnelFilter(
                service, identity, connections, problems, (int) tunnel.timeout().toMillis());
        return FilterOrder.place(filter, FilterOrder.TUNNEL);
    }
}
