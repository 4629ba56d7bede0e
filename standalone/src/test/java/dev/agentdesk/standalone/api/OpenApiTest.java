package dev.agentdesk.standalone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.agentdesk.testkit.api.ApprovedDocument;
import dev.agentdesk.testkit.api.Mapped;
import dev.agentdesk.testkit.api.Notes;
import dev.agentdesk.testkit.api.OpenApi;
import dev.agentdesk.testkit.api.SchemaCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole public API of all services is described, with its errors and an example, as {@code docs/api} has it. */
class OpenApiTest {

    private static final Path DOCS = Path.of("../docs/api");

    private static final OpenApi API =
            new OpenApi(Mapped.below("dev.agentdesk"), new Notes(DOCS.resolve("operations")), Path.of(".."));
    private static final JsonNode DOCUMENT = API.document();

    @Test
    void describesEveryHandlerAndNothingElse() {
        assertEquals(List.of(), API.complaints());
    }

    @Test
    void isTheApprovedDocument() {
        ApprovedDocument.verify(DOCS.resolve("openapi.json"), DOCUMENT);
    }

    @Test
    void saysForEveryOperationWhatItIsForAndHowItCanFail() {
        var ids = new HashSet<String>();
        eachOperation((name, operation) -> {
            assertTrue(ids.add(operation.path("operationId").asString("")), name + " has the id of another one");
            assertTrue(operation.path("operationId").asString("").matches("[a-z][A-Za-z]+"), name + " has no id");
            assertTrue(operation.path("summary").asString("").length() > 5, name + " has no summary");
            assertTrue(operation.path("tags").get(0).asString("").length() > 2, name + " has no tag");
            assertTrue(errors(operation) > 0, name + " has no errors");
            parameters(operation)
                    .forEach(it -> assertTrue(
                            it.path("description").asString("").length() > 5,
                            name + " does not describe " + it.path("name")));
        });
        assertTrue(ids.size() > 60, "only " + ids.size() + " operations were found");
    }

    @Test
    void hasAnExampleOfEveryBodyThatFitsItsSchema() {
        var check = new SchemaCheck(DOCUMENT);
        var wrong = new ArrayList<String>();
        eachOperation((name, operation) -> {
            content(operation.path("requestBody"), (type, media) -> wrong.addAll(wrong(check, name + " takes", media)));
            operation.path("responses").properties().stream()
                    .filter(it -> it.getKey().startsWith("2"))
                    .forEach(it -> content(
                            it.getValue(), (type, media) -> wrong.addAll(wrong(check, name + " answers", media))));
        });
        DOCUMENT.path("components")
                .path("responses")
                .properties()
                .forEach(it -> content(it.getValue(), (type, media) -> wrong.addAll(wrong(check, it.getKey(), media))));
        assertEquals(List.of(), wrong);
    }

    @Test
    void refersOnlyToWhatIsThere() {
        DOCUMENT.findValuesAsString("$ref")
                .forEach(reference ->
                        assertTrue(!DOCUMENT.at(reference.substring(1)).isMissingNode(), "nothing is at " + reference));
    }

    private static List<String> wrong(SchemaCheck check, String where, JsonNode media) {
        var examples = media.path("examples").values();
        if (examples.isEmpty()) {
            var binary =
                    resolved(media.path("schema")).path("format").asString("").equals("binary");
            return binary ? List.of() : List.of(where + " something without an example");
        }
        return examples.stream()
                .flatMap(it -> check.errors(media.path("schema"), resolved(it).path("value")).stream())
                .map(error -> where + " an example that does not fit: " + error)
                .toList();
    }

    private static void eachOperation(BiConsumer<String, JsonNode> each) {
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> each.accept(verb.getKey() + " " + path.getKey(), verb.getValue())));
    }

    private static void content(JsonNode holder, BiConsumer<String, JsonNode> each) {
        holder.path("content").properties().forEach(it -> each.accept(it.getKey(), it.getValue()));
    }

    private static List<JsonNode> parameters(JsonNode operation) {
        return operation.path("parameters").values().stream()
                .map(OpenApiTest::resolved)
                .toList();
    }

    private static long errors(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .filter(it -> it.getKey().startsWith("4") || it.getKey().startsWith("5"))
                .count();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asString().substring(1)) : node;
    }
}
