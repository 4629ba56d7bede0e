package dev.agentdesk.testkit.api;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says what is wrong with a value by a schema inside of an API document; formats are checked too. */
public final class SchemaCheck {

    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getDraft202012());
    private final JsonNode components;

    public SchemaCheck(JsonNode document) {
        this.components = document.path("components");
    }

    /** Empty if the value is as the schema says. */
    public List<String> errors(JsonNode schema, JsonNode value) {
        var whole = (ObjectNode) JsonNodeFactory.instance.objectNode().set("components", components);
        whole.putArray("allOf").add(schema);
        return registry
                .getSchema(whole)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
