package dev.agentdesk.testkit.api;

import dev.agentdesk.contracts.ProblemCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The problem answers of an operation. Most codes follow from its shape (a body can be malformed, an id unknown); an
 * operation names only what its own rules add.
 */
final class Codes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What an operation looks like from outside. */
    record Shape(
            boolean open,
            boolean changes,
            boolean posts,
            boolean hasId,
            boolean hasParameters,
            boolean hasJson,
            boolean conditional,
            boolean behind) {}

    private final ObjectNode responses = JSON.objectNode();
    private final Set<ProblemCode> used = EnumSet.noneOf(ProblemCode.class);

    static Set<ProblemCode> of(Shape shape) {
        var codes = EnumSet.of(ProblemCode.INTERNAL, ProblemCode.UNAVAILABLE);
        add(codes, !shape.open, ProblemCode.UNAUTHENTICATED, ProblemCode.FORBIDDEN);
        add(codes, shape.changes, ProblemCode.FOREIGN_ORIGIN);
        add(codes, shape.hasId, ProblemCode.NOT_FOUND);
        add(codes, shape.hasParameters || shape.hasJson, ProblemCode.INVALID_REQUEST);
        add(
                codes,
                shape.hasJson,
                ProblemCode.MALFORMED_JSON,
                ProblemCode.PAYLOAD_TOO_LARGE,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        add(codes, shape.posts, ProblemCode.IDEMPOTENCY_IN_PROGRESS, ProblemCode.IDEMPOTENCY_KEY_REUSED);
        add(codes, shape.conditional, ProblemCode.PRECONDITION_FAILED);
        add(codes, shape.behind, ProblemCode.UPSTREAM_FAILED, ProblemCode.TIMEOUT);
        return codes;
    }

    static ProblemCode named(String code) {
        return Arrays.stream(ProblemCode.values())
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no code " + code));
    }

    /** Adds an answer per status; equal ones are shared by all operations. */
    void answer(ObjectNode to, Collection<ProblemCode> codes) {
        var byStatus = codes.stream()
                .sorted()
                .collect(Collectors.groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, same) -> {
            var name = same.stream().map(ProblemCode::code).collect(Collectors.joining("_"));
            responses.set(name, response(same));
            used.addAll(same);
            to.putObject(status.toString()).put("$ref", "#/components/responses/" + name);
        });
    }

    private static ObjectNode response(List<ProblemCode> codes) {
        var response = JSON.objectNode();
        response.put(
                "description",
                codes.stream().map(it -> "`" + it.code() + "`: " + it.title()).collect(Collectors.joining(". ")) + ".");
        var media = response.putObject("content").putObject("application/problem+json");
        media.putObject("schema").put("$ref", "#/components/schemas/Problem");
        var examples = media.putObject("examples");
        codes.forEach(code -> examples.putObject(code.code()).put("$ref", "#/components/examples/" + code.code()));
        return response;
    }

    void components(ObjectNode components, ObjectNode example) {
        var sorted = new TreeMap<String, ObjectNode>();
        responses.properties().forEach(it -> sorted.put(it.getKey(), (ObjectNode) it.getValue()));
        components.putObject("responses").setAll(sorted);
        used.forEach(code -> components.withObjectProperty("examples").set(code.code(), example(code, example)));
    }

    private static ObjectNode example(ProblemCode code, ObjectNode example) {
        var value = example.deepCopy()
                .put("type", "/api/v1/problems#" + code.code())
                .put("title", code.title())
                .put("status", code.status())
                .put("code", code.code())
                .put("retryable", code.retryable())
                .put("detail", code.title() + ".");
        if (code != ProblemCode.INVALID_REQUEST) {
            value.remove("errors");
        }
        return JSON.objectNode().put("summary", code.title()).set("value", value);
    }

    private static void add(Set<ProblemCode> to, boolean applies, ProblemCode... codes) {
        if (applies) {
            to.addAll(List.of(codes));
        }
    }
}
