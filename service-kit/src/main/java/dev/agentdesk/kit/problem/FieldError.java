package dev.agentdesk.kit.problem;

/** One wrong field: a JSON pointer (or {@code ?name} for a query parameter), a stable code, a sentence. */
public record FieldError(String pointer, String code, String detail) {}
