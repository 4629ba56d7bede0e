package dev.agentdesk.gateway.causes;

import dev.agentdesk.gateway.asking.Asker;
import dev.agentdesk.gateway.asking.Found;
import dev.agentdesk.kit.problem.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/causes/{id}}. */
@RestController
final class CausesEndpoint {

    private static final Set<String> DIRECTIONS = Set.of("back", "forward", "both");

    /** As deep as automation may start automation. */
    private static final int DEEPEST = 16;

    private static final int DEEP = 8;

    private final Found found;

    CausesEndpoint(Found found) {
        this.found = found;
    }

    @GetMapping("/api/v1/causes/{id}")
    CausesView causes(
            @PathVariable String id,
            @RequestParam @Nullable String direction,
            @RequestParam @Nullable Integer depth,
            HttpServletRequest request) {
        var wanted = direction == null ? "both" : direction;
        if (!DIRECTIONS.contains(wanted)) {
            throw InvalidRequest.at("?direction", "unknown-value", "It is back, forward or both.");
        }
        int steps = depth == null ? DEEP : depth;
        if (steps < 1 || steps > DEEPEST) {
            throw InvalidRequest.at("?depth", "out-of-range", "A number from 1 to " + DEEPEST + ".");
        }
        var asker = Asker.of(request);
        return new Walk((service, path) -> found.find(service, path, asker))
                .from(id, !wanted.equals("forward"), !wanted.equals("back"), steps);
    }
}
