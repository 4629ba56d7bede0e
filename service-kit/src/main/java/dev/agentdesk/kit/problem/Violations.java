package dev.agentdesk.kit.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, so that the caller learns of everything at once. */
public final class Violations {

    private final List<FieldError> errors = new ArrayList<>();

    public void add(String pointer, String code, String detail) {
        errors.add(new FieldError(pointer, code, detail));
    }

    /** Adds the error unless the condition holds; returns the condition. */
    public boolean check(boolean holds, String pointer, String code, String detail) {
        if (!holds) {
            add(pointer, code, detail);
        }
        return holds;
    }

    public List<FieldError> all() {
        return List.copyOf(errors);
    }

    /** @throws InvalidRequest if anything was added */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }
}
