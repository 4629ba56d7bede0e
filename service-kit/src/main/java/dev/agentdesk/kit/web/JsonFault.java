package dev.agentdesk.kit.web;

import dev.agentdesk.kit.problem.FieldError;
import java.util.List;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a body, told with a pointer and without the words of the parser. */
sealed interface JsonFault {

    record Malformed(String detail) implements JsonFault {}

    record TooLarge(String detail) implements JsonFault {}

    record Fields(List<FieldError> errors) implements JsonFault {}

    static JsonFault of(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BodyTooLarge tooLarge -> {
                    return new TooLarge("The body may have at most " + tooLarge.limit() + " bytes.");
                }
                case StreamConstraintsException deep -> {
                    return new Malformed("The JSON is nested too deeply or has a value that is too long.");
                }
                case UnrecognizedPropertyException unknown -> {
                    return fields(unknown, "unknown-field", "There is no such field here.");
                }
                case DatabindException wrong
                when !wrong.getPath().isEmpty() -> {
                    return fields(wrong, "wrong-type", "This value is not of the type that is expected here.");
                }
                case DatabindException wrong -> {
                    return fields(wrong, "wrong-type", "The body is not of the type that is expected here.");
                }
                case JacksonException syntax -> {
                    return new Malformed("Line " + syntax.getLocation().getLineNr() + ", column "
                            + syntax.getLocation().getColumnNr() + " is where reading stopped.");
                }
                default -> {}
            }
        }
        return new Malformed("A JSON body is required.");
    }

    private static Fields fields(DatabindException fault, String code, String detail) {
        var pointer = new StringBuilder();
        for (var step : fault.getPath()) {
            var name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? step.getIndex()
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return new Fields(List.of(new FieldError(pointer.toString(), code, detail)));
    }
}
