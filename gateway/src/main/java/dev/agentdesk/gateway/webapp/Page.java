package dev.agentdesk.gateway.webapp;

import dev.agentdesk.gateway.digest.Secrets;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The page that is every client route, with one nonce per answer.
 *
 * <p>The nonce stands in the policy and in the page, and nowhere twice: the page may insert styles, an injected text
 * may not. Scripts come from files of ours only, and no text becomes code (Trusted Types).
 */
final class Page {

    private static final String PLACEHOLDER = "__CSP_NONCE__";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src-elem 'self' 'nonce-%s'; "
            + "style-src-attr 'none'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; "
            + "worker-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'";

    /** Nothing of the machine is needed; the clipboard is, to copy and to paste into a terminal. */
    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), "
                    + "hid=(), midi=(), display-capture=(), fullscreen=(self), clipboard-read=(self), clipboard-write=(self)";

    private final List<String> parts;

    private Page(List<String> parts) {
        this.parts = parts;
    }

    static Page of(byte[] html) {
        return new Page(List.of(new String(html, StandardCharsets.UTF_8).split(PLACEHOLDER, -1)));
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var nonce = Secrets.fresh();
        response.setHeader("Content-Security-Policy", POLICY.formatted(nonce));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", PERMISSIONS);
        response.setHeader("X-Robots-Tag", "noindex");
        response.setContentType("text/html; charset=utf-8");
        var body = String.join(nonce, parts).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
