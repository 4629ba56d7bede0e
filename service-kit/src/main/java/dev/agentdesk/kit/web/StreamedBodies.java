package dev.agentdesk.kit.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Says which requests carry content that is streamed to its place, whatever its media type: those have no limit here.
 */
@FunctionalInterface
public interface StreamedBodies {

    boolean has(HttpServletRequest request);
}
