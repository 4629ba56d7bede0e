package dev.agentdesk.trigger.signature;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came: headers by lower-case name, and the raw bytes of the body.
 *
 * <p>Foreign throughout; not for logs.
 */
public record Letter(Map<String, List<String>> headers, byte[] body) {

    /** The value of a header that came exactly once; a repeated one is read differently by different readers. */
    public @Nullable String header(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.getFirst() : null;
    }

    @Override
    public String toString() {
        return "Letter[…]";
    }
}
