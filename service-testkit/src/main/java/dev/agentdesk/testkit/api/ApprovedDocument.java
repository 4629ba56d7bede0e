package dev.agentdesk.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document that is made from the code and also checked in, so that a change of the API is seen in review.
 *
 * <p>With {@code -Dapi.update} the file is written instead of compared.
 */
public final class ApprovedDocument {

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES))
            .build();

    private ApprovedDocument() {}

    public static void verify(Path file, JsonNode document) {
        var text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        try {
            if (System.getProperty("api.update") != null) {
                Files.writeString(file, text);
            }
            var approved = Files.exists(file) ? Files.readString(file) : "";
            assertEquals(
                    "",
                    firstDifference(approved, text),
                    file.getFileName()
                            + " is not what the code says; run with -Dapi.update and look at the difference");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstDifference(String approved, String text) {
        var before = approved.lines().toList();
        var now = text.lines().toList();
        for (int n = 0; n < Math.max(before.size(), now.size()); n++) {
            var was = n < before.size() ? before.get(n) : "(the end)";
            var is = n < now.size() ? now.get(n) : "(the end)";
            if (!was.equals(is)) {
                return "line " + (n + 1) + " was " + was.strip() + " and would be " + is.strip();
            }
        }
        return "";
    }
}
