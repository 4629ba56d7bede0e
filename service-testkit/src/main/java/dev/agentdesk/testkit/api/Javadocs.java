package dev.agentdesk.testkit.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sentences that stand above records in the source, and those about their members; read, never compiled. */
final class Javadocs {

    /** @param members by the name in the code */
    record Doc(String text, Map<String, String> members) {}

    private final Path root;

    /** @param root the folder of all modules */
    Javadocs(Path root) {
        this.root = root;
    }

    Optional<Doc> of(Class<?> type) {
        var top = type.getNestHost();
        var file = top.getName().replace('.', '/') + ".java";
        try (var modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/main/java").resolve(file))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .flatMap(source -> above(source, "record " + type.getSimpleName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Doc> above(Path source, String declaration) {
        try {
            var text = Files.readString(source);
            int place = Stream.of("(", "<")
                    .mapToInt(end -> text.indexOf(declaration + end))
                    .filter(at -> at > 0)
                    .findFirst()
                    .orElse(-1);
            int end = place < 0 ? -1 : text.lastIndexOf("*/", place);
            int begin = end < 0 ? -1 : text.lastIndexOf("/**", end);
            boolean adjoins =
                    begin >= 0 && text.substring(end + 2, place).chars().noneMatch(c -> c == ';' || c == '}');
            return adjoins ? Optional.of(parsed(text.substring(begin + 3, end))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Doc parsed(String comment) {
        var plain = new StringBuilder();
        comment.lines().forEach(line -> {
            var text = line.strip();
            plain.append(text.startsWith("*") ? text.substring(1).strip() : text)
                    .append(' ');
        });
        var parts = plain.toString().split("@param ");
        var members = new HashMap<String, String>();
        for (int n = 1; n < parts.length; n++) {
            var words = parts[n].strip().split(" ", 2);
            members.put(words[0], words.length > 1 ? sentence(words[1]) : "");
        }
        return new Doc(sentence(parts[0]), members);
    }

    private static String sentence(String text) {
        var sentence = text.replace("<p>", "").strip();
        for (int at = sentence.indexOf("{@"); at >= 0; at = sentence.indexOf("{@")) {
            int end = sentence.indexOf('}', at);
            var inside = sentence.substring(at, end).split(" ", 2);
            var shown = inside.length > 1 ? inside[1].substring(inside[1].lastIndexOf('#') + 1) : "";
            sentence = sentence.substring(0, at) + "`" + shown + "`" + sentence.substring(end + 1);
        }
        return sentence.replace("  ", " ");
    }
}
