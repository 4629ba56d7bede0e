package dev.agentdesk.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of one command line: the command, then options; an option that the command doesn't know is refused. */
final class Options {

    private final String command;
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    private Options(String command) {
        this.command = command;
    }

    /**
     * @param withValue options that take the next word
     * @param alone options that stand alone
     */
    static Options parse(List<String> words, Set<String> withValue, Set<String> alone) {
        var options = new Options(words.getFirst());
        var rest = new ArrayList<>(words.subList(1, words.size()));
        while (!rest.isEmpty()) {
            options.take(rest, withValue, alone);
        }
        return options;
    }

    Path data() {
        return Path.of(value("--data", "data")).toAbsolutePath().normalize();
    }

    String value(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    int port(String name, int otherwise) {
        var text = value(name, Integer.toString(otherwise));
        var port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 1 || port > 65_535) {
            throw new Refusal(name + " must be a number from 1 to 65535, not \"" + text + "\".");
        }
        return port;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    private void take(List<String> rest, Set<String> withValue, Set<String> alone) {
        var word = rest.removeFirst();
        var equals = word.indexOf('=');
        var name = equals < 0 ? word : word.substring(0, equals);
        if (alone.contains(word)) {
            flags.add(word);
        } else if (withValue.contains(name) && equals >= 0) {
            values.put(name, word.substring(equals + 1));
        } else if (withValue.contains(name) && !rest.isEmpty()) {
            values.put(name, rest.removeFirst());
        } else if (withValue.contains(name)) {
            throw new Refusal(name + " needs a value.");
        } else {
            throw new Refusal("\"" + command + "\" has no option \"" + word + "\".");
        }
    }
}
