package dev.agentdesk.kit.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Runs the rest of a filter chain inside a {@link RequestContext}. */
public final class Contexts {

    private Contexts() {}

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
