package dev.agentdesk.gateway.webapp;

import dev.agentdesk.gateway.edge.FilterOrder;
import dev.agentdesk.kit.web.Problems;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The web application as the module {@code web} built it. */
@Configuration(proxyBeanMethods = false)
class WebappConfiguration {

    /** Where that module puts it on the class path. */
    private static final String FOLDER = "web";

    @Bean
    WebApplication webApplication(Problems problems) {
        return new WebApplication(WebFiles.in(WebApplication.class.getClassLoader(), FOLDER), problems);
    }

    @Bean
    FilterRegistrationBean<WebApplication> webApplicationFilter(WebApplication webApplication) {
        return FilterOrder.place(webApplication, FilterOrder.WEB_APPLICATION);
    }
}
