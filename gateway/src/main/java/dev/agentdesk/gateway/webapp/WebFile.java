package dev.agentdesk.gateway.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * One built file, held in memory for as long as the gateway runs.
 *
 * <p>What carries its hash in its name (everything under {@code /assets/}) is kept by browsers for ever; the rest is
 * asked for again each time and answered 304 as long as it is the same.
 */
final class WebFile {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    /** A worker lives under the policy of its own script, not under that of the page: it may talk to us, no more. */
    private static final String SCRIPT_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'";

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("js", SCRIPT),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"));

    private final byte[] plain;
    private final byte @Nullable [] gzip;
    private final String type;
    private final String digest;
    private final boolean hashed;

    WebFile(String path, byte[] plain, byte @Nullable [] gzip, String digest) {
        this.plain = plain;
        this.gzip = gzip;
        this.type = typeOf(path);
        this.digest = digest;
        this.hashed = path.startsWith("/assets/");
    }

    private static String typeOf(String path) {
        var ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var zipped = gzip != null && takesGzip(request.getHeader("Accept-Encoding")) ? gzip : null;
        response.setHeader("Cache-Control", hashed ? FOR_EVER : ASK_AGAIN);
        if (gzip != null) {
            response.setHeader("Vary", "Accept-Encoding");
        }
        if (type.equals(SCRIPT)) {
            response.setHeader("Content-Security-Policy", SCRIPT_POLICY);
        }
        var etag = '"' + digest + (zipped == null ? "" : "-gz") + '"';
        if (new ServletWebRequest(request, response).checkNotModified(etag)) {
            return;
        }
        response.setContentType(type);
        if (zipped != null) {
            response.setHeader("Content-Encoding", "gzip");
        }
        var body = zipped == null ? plain : zipped;
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static boolean takesGzip(@Nullable String accepted) {
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(coding -> coding.replace(" ", ""))
                        .anyMatch(coding -> coding.equals("gzip")
                                || coding.startsWith("gzip;") && !coding.equals("gzip;q=0") && !isZero(coding));
    }

    private static boolean isZero(String coding) {
        return coding.startsWith("gzip;q=0.")
                && coding.substring("gzip;q=0.".length()).chars().allMatch(c -> c == '0');
    }
}
