package dev.agentdesk.gateway.routing;

import dev.agentdesk.gateway.access.InnerIdentity;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.edge.FilterOrder;
import dev.agentdesk.kit.ServiceProperties;
import dev.agentdesk.kit.web.Problems;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to the services. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    Services services(ServiceProperties properties, InnerIdentity identity) {
        return new Services(addresses(properties), identity);
    }

    @Bean
    FilterRegistrationBean<Forwarding> forwarding(
            Services services,
            Patience patience,
            OpenConnections connections,
            Problems problems,
            ObjectProvider<OwnAnswers> own) {
        var filter = new Forwarding(
                new RouteTable(),
                services,
                patience,
                connections,
                problems,
                own.orderedStream().toList());
        return FilterOrder.place(filter, FilterOrder.FORWARDING);
    }

    private static Map<String, URI> addresses(ServiceProperties properties) {
        var addresses = new HashMap<String, URI>();
        properties.peers().forEach((name, url) -> addresses.put(name, URI.create(url)));
        return addresses;
    }
}
