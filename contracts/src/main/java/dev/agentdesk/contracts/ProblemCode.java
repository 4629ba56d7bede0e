package dev.agentdesk.contracts;

import java.util.Locale;

/**
 * The closed list of reasons for which a request can be refused; published at {@code GET /api/v1/problems}.
 *
 * <p>A constant is never renamed and never changes its status: clients branch on {@link #code()}. This is the only
 * place where a reason meets an HTTP status.
 */
public enum ProblemCode {
    MALFORMED_JSON(400, "The body is not valid JSON"),
    INVALID_REQUEST(400, "Some fields are wrong"),
    UNKNOWN_EVENT_TYPE(400, "No such type of event"),
    UNAUTHENTICATED(401, "Sign in or send a service token"),
    SIGN_IN_REFUSED(401, "The name or the password is wrong"),
    FORBIDDEN(403, "Not allowed"),
    FOREIGN_ORIGIN(403, "The request comes from another site"),
    NOT_FOUND(404, "No such resource"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    NOT_ACCEPTABLE(406, "This representation is not offered"),
    REQUEST_TIMEOUT(408, "The request came too slowly", true),
    IDEMPOTENCY_IN_PROGRESS(409, "The first request with this key is still running", true),
    ALREADY_DECIDED(409, "This approval was decided already"),
    EXPIRED(409, "This approval has expired"),
    APPROVAL_CHANGED(409, "The input is not the one that was shown"),
    BEYOND_HEAD(409, "The cursor is beyond the newest event"),
    BUSY(409, "A turn is running"),
    CONFLICT(409, "The resource is in another state"),
    SLUG_TAKEN(409, "Another workspace has this slug"),
    ID_REUSED(409, "This id was used for other content"),
    WORKSPACE_DELETED(409, "The workspace is deleted"),
    SESSION_ARCHIVED(409, "The session is archived"),
    STALE_GENERATION(409, "A newer runner owns this turn"),
    ISOLATION_INSUFFICIENT(409, "This host cannot enforce what was asked for"),
    QUEUE_FULL(409, "The queue of the session is full"),
    GONE(410, "This is gone for good"),
    LINK_USED(410, "This sign-in link was used or has expired"),
    PRECONDITION_FAILED(412, "The resource has changed since you read it"),
    PAYLOAD_TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not taken here"),
    RANGE_NOT_SATISFIABLE(416, "The range lies outside of the content"),
    MISDIRECTED(421, "This host name is not served here"),
    IDEMPOTENCY_KEY_REUSED(422, "This key was used with another body"),
    UPGRADE_REQUIRED(426, "This is a WebSocket endpoint"),
    RATE_LIMITED(429, "Too many requests", true),
    INTERNAL(500, "Something went wrong on our side"),
    UPSTREAM_FAILED(502, "A service behind the gateway failed", true),
    UNAVAILABLE(503, "A part of the platform is not reachable", true),
    TIMEOUT(504, "A part of the platform did not answer in time", true),
    STORAGE_LOW(507, "Too little storage is left", true);

    private final int status;
    private final String title;
    private final boolean retryable;

    ProblemCode(int status, String title) {
        this(status, title, false);
    }

    ProblemCode(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    /** The published form, in kebab-case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that always goes with it. */
    public int status() {
        return status;
    }

    /** One short sentence for people. */
    public String title() {
        return title;
    }

    /** Whether the same request may succeed later without a change. */
    public boolean retryable() {
        return retryable;
    }
}
