package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.web.StreamedBodies;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** A file that is put is streamed to the disk, also where it is JSON or says nothing of its type. */
@Component
final class Uploads implements StreamedBodies {

    @Override
    public boolean has(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "PUT" -> request.getRequestURI().endsWith("/files/content");
            case "POST" -> request.getRequestURI().endsWith("/files/upload");
            default -> false;
        };
    }
}
