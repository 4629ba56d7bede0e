package dev.agentdesk.kit.problem;

import java.util.List;

/** A request whose fields are wrong; nothing was stored. Carries all that is wrong, not only the first. */
public final class InvalidRequest extends RuntimeException {

    private final transient List<FieldError> errors;

    public InvalidRequest(List<FieldError> errors) {
        super(errors.toString(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    public static InvalidRequest at(String pointer, String code, String detail) {
        return new InvalidRequest(List.of(new FieldError(pointer, code, detail)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
