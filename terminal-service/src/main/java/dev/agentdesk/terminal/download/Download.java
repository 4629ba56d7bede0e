package dev.agentdesk.terminal.download;

import dev.agentdesk.kit.web.ActiveContentHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One content to be sent.
 *
 * @param tag strong entity tag, in quotes
 */
public record Download(Content content, long size, String tag, String fileName) {

    /** Answers a GET with 200, 206, 304 or 416; the content is sent in small pieces. */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ActiveContentHeaders.set(response, fileName);
        response.setHeader("ETag", tag);
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Cache-Control", "private, no-cache");
        if (matches(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(MediaTypes.of(fileName));
        var range = appliesTo(request) ? ByteRange.of(request.getHeader("Range"), size) : null;
        if (range == null) {
            response.setContentLengthLong(size);
            content.copy(0, size, response.getOutputStream());
        } else {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes %d-%d/%d".formatted(range.first(), range.last(), size));
            response.setContentLengthLong(range.length());
            content.copy(range.first(), range.length(), response.getOutputStream());
        }
    }

    /** Whether one of the tags of an {@code If-Match} or {@code If-None-Match} is this one; absent: no. */
    public static boolean matches(@Nullable String header, String tag) {
        return header != null
                && (header.strip().equals("*")
                        || Arrays.stream(header.split(",")).map(String::strip).anyMatch(tag::equals));
    }

    /** A range of another version than the one the client has is of no use to it. */
    private boolean appliesTo(HttpServletRequest request) {
        var ifRange = request.getHeader("If-Range");
        return ifRange == null || ifRange.equals(tag);
    }
}
