package dev.agentdesk.testkit.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the code can't say about the API: sentences, scopes, codes, examples; written in YAML, one file per area.
 *
 * <p>The files are one document in pieces; nothing may be said twice.
 */
public final class Notes {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectNode all = JsonNodeFactory.instance.objectNode();

    /** Reads all YAML files of a folder. */
    public Notes(Path folder) {
        try (var files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".yml")).sorted().forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path file) {
        try (var text = Files.newBufferedReader(file)) {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            JsonNode tree = JSON.valueToTree(new Yaml(new SafeConstructor(options)).load(text));
            var area = tree.path("tag").path("name").asString("");
            tree.path("operations").values().forEach(it -> ((ObjectNode) it).put("tag", area));
            tree.properties().forEach(part -> merge(file, part.getKey(), part.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void merge(Path file, String part, JsonNode value) {
        if (part.equals("tag")) {
            all.withArrayProperty("tags").add(value);
        } else if (value.isObject()) {
            var known = all.withObjectProperty(part);
            value.properties().forEach(member -> {
                if (known.has(member.getKey())) {
                    throw new IllegalStateException(file + " says again: " + part + " " + member.getKey());
                }
                known.set(member.getKey(), member.getValue());
            });
        } else {
            all.set(part, value);
        }
    }

    JsonNode part(String name) {
        return all.path(name);
    }

    JsonNode operation(String key) {
        return all.path("operations").path(key);
    }

    Map<String, String> names() {
        var names = new HashMap<String, String>();
        part("names")
                .properties()
                .forEach(it -> names.put(it.getKey(), it.getValue().asString()));
        return names;
    }

    static List<String> texts(JsonNode list) {
        return list.values().stream().map(JsonNode::asString).toList();
    }

    /** Puts {@code over} on {@code base}; objects member by member, all else replaced. */
    static void overlay(ObjectNode base, JsonNode over) {
        over.properties().forEach(member -> {
            if (member.getValue().isObject() && base.path(member.getKey()).isObject()) {
                overlay((ObjectNode) base.path(member.getKey()), member.getValue());
            } else {
                base.set(member.getKey(), member.getValue().deepCopy());
            }
        });
    }
}
