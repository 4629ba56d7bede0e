package dev.agentdesk.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers by which a service behind knows, and can check, on whose behalf the gateway asks. */
@FunctionalInterface
public interface InnerIdentity {

    /** For a caller, or for anybody where a path needs no sign-in. */
    Map<String, String> headers(HttpServletRequest request, @Nullable Caller caller);
}
