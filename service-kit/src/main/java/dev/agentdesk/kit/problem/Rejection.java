package dev.agentdesk.kit.problem;

import dev.agentdesk.contracts.ProblemCode;
import org.jspecify.annotations.Nullable;

/** An expected refusal by a rule. Its message is shown to the caller: it names what to do, never what is inside. */
public final class Rejection extends RuntimeException {

    private final ProblemCode code;
    private final transient @Nullable Object current;

    public Rejection(ProblemCode code, String detail) {
        this(code, detail, null);
    }

    /** With the present state of the resource, for the 409s and 412s that should show it. */
    public Rejection(ProblemCode code, String detail, @Nullable Object current) {
        super(detail, null, false, false);
        this.code = code;
        this.current = current;
    }

    public ProblemCode code() {
        return code;
    }

    public @Nullable Object current() {
        return current;
    }

    /** The same answer for what is absent and for what is not the caller's to see. */
    public static Rejection notFound() {
        return new Rejection(ProblemCode.NOT_FOUND, "There is nothing here under this id, or it is not yours to see.");
    }
}
