package dev.agentdesk.gateway.edge;

import dev.agentdesk.kit.web.WebConfiguration;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

/** In which order a request passes the filters: cheap and general refusals first, the way to the services last. */
public final class FilterOrder {

    public static final int SURFACE = WebConfiguration.CONTEXT_ORDER - 40;
    public static final int HOST = WebConfiguration.CONTEXT_ORDER - 30;
    public static final int ORIGIN = WebConfiguration.CONTEXT_ORDER - 20;
    public static final int SIZE = WebConfiguration.CONTEXT_ORDER - 10;
    /** What browsers load before anybody is known. */
    public static final int WEB_APPLICATION = WebConfiguration.CONTEXT_ORDER - 5;

    public static final int ACCESS = WebConfiguration.CONTEXT_ORDER;

    /** Both before the kit's filters for our own endpoints: services keep their own limits and repeats. */
    public static final int TUNNEL = WebConfiguration.CONTEXT_ORDER + 4;

    public static final int FORWARDING = WebConfiguration.CONTEXT_ORDER + 5;

    private FilterOrder() {}

    /** Registers a filter at its place. */
    public static <F extends Filter> FilterRegistrationBean<F> place(F filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
