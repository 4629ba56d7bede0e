package dev.agentdesk.kit.web;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.FieldError;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns whatever a handler throws into a problem document. What is not expected is logged whole and shown not at all.
 */
@RestControllerAdvice
public final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(Rejection rejection, HttpServletRequest request) {
        return answer(rejection.code(), Problems.body(request, rejection));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(InvalidRequest invalid, HttpServletRequest request) {
        return invalid(request, invalid.errors());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return switch (JsonFault.of(unreadable)) {
            case JsonFault.Fields fields -> invalid(request, fields.errors());
            case JsonFault.TooLarge tooLarge -> problem(request, ProblemCode.PAYLOAD_TOO_LARGE, tooLarge.detail());
            case JsonFault.Malformed malformed -> problem(request, ProblemCode.MALFORMED_JSON, malformed.detail());
        };
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(
            MissingServletRequestParameterException missing, HttpServletRequest request) {
        return invalid(
                request,
                List.of(new FieldError("?" + missing.getParameterName(), "required", "This parameter is required.")));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        return invalid(
                request,
                List.of(new FieldError("?" + wrong.getName(), "wrong-type", "This value is not of its type.")));
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<Map<String, Object>> onUnknownPath(HttpServletRequest request) {
        return problem(request, ProblemCode.NOT_FOUND, "There is no such path; see /api/docs.");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
        var body = Problems.body(
                request,
                ProblemCode.METHOD_NOT_ALLOWED,
                wrong.getMethod() + " is not offered on this path.",
                List.of());
        return ResponseEntity.status(ProblemCode.METHOD_NOT_ALLOWED.status())
                .headers(wrong.getHeaders())
                .contentType(MediaType.parseMediaType(Problems.MEDIA_TYPE))
                .body(body);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        return problem(request, ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(HttpMediaTypeNotAcceptableException wrong, HttpServletRequest request) {
        return problem(request, ProblemCode.NOT_ACCEPTABLE, "Accept application/json.");
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        QueryTimeoutException.class
    })
    ResponseEntity<Map<String, Object>> onDatabaseAway(Exception away, HttpServletRequest request) {
        LOG.warn("the database does not answer: {}", away.toString());
        return problem(
                request, ProblemCode.UNAVAILABLE, "The database does not answer; nothing was stored. Try again.");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(ConcurrencyException conflict, HttpServletRequest request) {
        return problem(request, ProblemCode.CONFLICT, "Others are writing to this resource; try again.");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(PeerUnavailable away, HttpServletRequest request) {
        LOG.warn("{}", away.toString());
        return problem(request, ProblemCode.UNAVAILABLE, "A part of the platform is not reachable; try again.");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(Exception fault, HttpServletRequest request) {
        if (DatabaseAway.caused(fault)) {
            return onDatabaseAway(fault, request);
        }
        LOG.error("{} {} failed", request.getMethod(), printable(request.getRequestURI()), fault);
        return problem(request, ProblemCode.INTERNAL, "It is logged under this trace id.");
    }

    private static ResponseEntity<Map<String, Object>> invalid(HttpServletRequest request, List<FieldError> errors) {
        var detail = errors.size() == 1 ? errors.getFirst().detail() : errors.size() + " fields are wrong.";
        return answer(ProblemCode.INVALID_REQUEST, Problems.body(request, ProblemCode.INVALID_REQUEST, detail, errors));
    }

    private static ResponseEntity<Map<String, Object>> problem(
            HttpServletRequest request, ProblemCode code, String detail) {
        return answer(code, Problems.body(request, code, detail, List.of()));
    }

    private static ResponseEntity<Map<String, Object>> answer(ProblemCode code, Map<String, Object> body) {
        return ResponseEntity.status(code.status())
                .contentType(MediaType.parseMediaType(Problems.MEDIA_TYPE))
                .header("Cache-Control", "no-store")
                .body(body);
    }

    /** A path comes from outside: no control character of it reaches a log. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
