package dev.agentdesk.gateway.edge;

import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.web.Problems;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The first filters, which need no account and no service. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    @Bean
    OwnAddresses ownAddresses(EdgeProperties edge) {
        return new OwnAddresses(edge);
    }

    @Bean
    FilterRegistrationBean<Surface> surface(IdSource ids, Problems problems, List<Offer> offers) {
        return FilterOrder.place(new Surface(ids, problems, offers), FilterOrder.SURFACE);
    }

    @Bean
    FilterRegistrationBean<HostFilter> hostFilter(OwnAddresses own, Problems problems) {
        return FilterOrder.place(new HostFilter(own, problems), FilterOrder.HOST);
    }

    @Bean
    FilterRegistrationBean<OriginFilter> originFilter(OwnAddresses own, Problems problems) {
        return FilterOrder.place(new OriginFilter(own, problems), FilterOrder.ORIGIN);
    }

    @Bean
    FilterRegistrationBean<HookBodyFilter> hookBodyFilter() {
        return FilterOrder.place(HookBodyFilter.live(), FilterOrder.SIZE);
    }

    @Bean
    FilterRegistrationBean<SizeFilter> sizeFilter(EdgeProperties edge, Problems problems) {
        return FilterOrder.place(new SizeFilter(edge, problems), FilterOrder.SIZE);
    }
}
