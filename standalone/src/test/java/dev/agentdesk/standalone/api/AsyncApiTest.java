package dev.agentdesk.standalone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.testkit.api.ApprovedDocument;
import dev.agentdesk.testkit.api.AsyncApi;
import dev.agentdesk.testkit.api.Notes;
import dev.agentdesk.testkit.api.SchemaCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every topic and every fact is described, as {@code docs/api/asyncapi.json} has it. */
class AsyncApiTest {

    private static final Path DOCS = Path.of("../docs/api");

    private static final JsonNode DOCUMENT = new AsyncApi(Path.of(".."), new Notes(DOCS.resolve("topics"))).document();

    @Test
    void isTheApprovedDocument() {
        ApprovedDocument.verify(DOCS.resolve("asyncapi.json"), DOCUMENT);
    }

    @Test
    void hasEveryTopic() {
        var described = DOCUMENT.path("channels").values().stream()
                .map(it -> it.path("address").asString())
                .collect(Collectors.toSet());
        var all = Arrays.stream(Topics.class.getFields())
                .filter(it -> it.getType() == String.class)
                .map(AsyncApiTest::value)
                .collect(Collectors.toSet());
        assertEquals(all, described);
    }

    @Test
    void hasEveryFactOnItsTopic() {
        var carried = new HashSet<String>();
        DOCUMENT.path("channels")
                .properties()
                .forEach(channel -> channel.getValue()
                        .path("messages")
                        .propertyNames()
                        .forEach(it -> carried.add(channel.getKey() + " " + it)));
        assertTrue(AsyncApi.facts().size() > 25, "only " + AsyncApi.facts().size() + " facts were found");
        AsyncApi.facts().forEach(fact -> {
            var area = AsyncApi.type(fact).split("\\.")[2];
            assertTrue(carried.contains(area + " " + fact.getSimpleName()), fact + " is on no topic");
        });
    }

    @Test
    void hasExamplesThatFitTheirSchemas() {
        var check = new SchemaCheck(DOCUMENT);
        var wrong = new ArrayList<String>();
        DOCUMENT.path("components").path("messages").properties().forEach(message -> {
            var examples = message.getValue().path("examples").values();
            assertTrue(!examples.isEmpty(), message.getKey() + " has no example");
            examples.forEach(it -> {
                wrong.addAll(check.errors(message.getValue().path("payload"), it.path("payload")));
                if (it.has("headers")) {
                    wrong.addAll(check.errors(message.getValue().path("headers"), it.path("headers")));
                }
            });
        });
        assertEquals(List.of(), wrong);
    }

    private static Object value(java.lang.reflect.Field constant) {
        try {
            return constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
