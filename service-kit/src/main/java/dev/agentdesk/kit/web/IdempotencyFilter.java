package dev.agentdesk.kit.web;

import dev.agentdesk.contracts.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes a POST with an {@code Idempotency-Key} harmless to repeat, for 24 hours per principal and path.
 *
 * <p>Two things together: ids are derived from the key, so a repeat after a crash asks the aggregates for what they
 * already did; and the answer is kept, so a repeat after an answer gets the same one. See ADR 0004. Content that is
 * streamed to its place is not held to be compared: sending it again puts the same there again.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    private static final int LONGEST_KEY = 255;

    private final IdempotencyStore store;
    private final Problems problems;
    private final StreamedBodies streamed;

    IdempotencyFilter(IdempotencyStore store, Problems problems, StreamedBodies streamed) {
        this.store = store;
        this.problems = problems;
        this.streamed = streamed;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getHeader("Idempotency-Key") == null
                || RequestContext.find().isEmpty()
                || streamed.has(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader("Idempotency-Key");
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            problems.write(
                    request,
                    response,
                    ProblemCode.INVALID_REQUEST,
                    "An Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
            return;
        }
        var body = new RememberedBody(request);
        var context = RequestContext.current();
        var path = request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        var claim = new IdempotencyStore.Claim(context.principal().id(), path, key, body.sha256());
        switch (store.begin(claim)) {
            case IdempotencyStore.Begun begun -> perform(begun, context, claim, body, response, chain);
            case IdempotencyStore.Answered answer -> replay(answer, response);
            case IdempotencyStore.OtherBody other ->
                problems.write(
                        request,
                        response,
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        "Use a new key for a new request, or send the same body again.");
            case IdempotencyStore.StillRunning running -> {
                response.setHeader("Retry-After", "1");
                problems.write(
                        request,
                        response,
                        ProblemCode.IDEMPOTENCY_IN_PROGRESS,
                        "The first request with this key has not been answered yet.");
            }
        }
    }

    private void perform(
            IdempotencyStore.Begun begun,
            RequestContext context,
            IdempotencyStore.Claim claim,
            RememberedBody request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var repeat = new RequestContext.Repeat(
                claim.principal(), claim.path(), claim.key(), begun.at(), new AtomicInteger());
        var answer = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            Contexts.run(context.with(repeat), request, answer, chain);
            answered = answer.getStatus() < 500;
        } finally {
            if (answered) {
                store.finish(
                        claim,
                        answer.getStatus(),
                        answer.getHeader("Location"),
                        answer.getHeader("ETag"),
                        answer.getContentType(),
                        kept(request, answer));
            } else {
                store.forget(claim);
            }
        }
        answer.copyBodyToResponse();
    }

    private static byte[] kept(HttpServletRequest request, ContentCachingResponseWrapper answer) {
        return request.getAttribute(RepeatedAnswer.BODY) instanceof byte[] other
                ? other
                : answer.getContentAsByteArray();
    }

    private static void replay(IdempotencyStore.Answered answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Idempotency-Replayed", "true");
        if (answer.location() != null) {
            response.setHeader("Location", answer.location());
        }
        if (answer.etag() != null) {
            response.setHeader("ETag", answer.etag());
        }
        if (answer.body().length > 0) {
            response.setContentType(answer.contentType());
            response.getOutputStream().write(answer.body());
        }
    }
}
