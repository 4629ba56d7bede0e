package dev.agentdesk.kit.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Runs the rest of a filter chain inside a {@link RequestContext}. */
public final class Contexts {

    /** Names the request between services and, in the answer, for the caller. */
    public static final String CORRELATION_HEADER = ContextFilter.CORRELATION_HEADER;

    private Contexts() {}

    /** For an edge that establishes the context itself: the id under which problems and logs name the request. */
    public static void correlate(ServletRequest request, String correlationId) {
        request.setAttribute(ContextFilter.CORRELATION, correlationId);
    }

    /** @throws IllegalStateException if nobody has named the request */
    public static String correlationOf(ServletRequest request) {
        if (request.getAttribute(ContextFilter.CORRELATION) instanceof String id) {
            return id;
        }
        throw new IllegalStateException("the request was not given a correlation id");
    }

    public static void run(RequestContext context, ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            context.<ServletException>run(() -> filter(request, response, chain));
        } catch (CarriedIo carried) {
            throw carried.io;
        }
    }

    /** A scoped value can carry one checked exception; the other travels inside. */
    private static void filter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException e) {
            throw new CarriedIo(e);
        }
    }

    private static final class CarriedIo extends RuntimeException {

        private final transient IOException io;

        CarriedIo(IOException io) {
            super(io);
            this.io = io;
        }
    }
}
