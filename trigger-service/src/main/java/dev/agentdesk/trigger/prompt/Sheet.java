package dev.agentdesk.trigger.prompt;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The prompt while it is written: refuses to grow beyond its limit and knows whether the next character would stand
 * where an engine reads commands.
 */
final class Sheet extends Writer {

    /** Bytes of UTF-8 in a prompt. */
    static final int LIMIT = 64 * 1024;

    private static final Set<String> SHELLS = Set.of("bash", "sh", "shell", "zsh");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int bytes;

    /** The backticks or tildes that opened a block of shell commands; empty outside of one. */
    private String fence = "";

    @Override
    public void write(char[] chars, int from, int count) {
        append(new String(chars, from, count));
    }

    @Override
    public void write(String part) {
        append(part);
    }

    private void append(String part) {
        bytes += part.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LIMIT) {
            throw tooLarge();
        }
        text.append(part);
        part.chars().forEach(c -> follow((char) c));
    }

    private void follow(char c) {
        if (c != '\n' && c != '\r') {
            line.append(c);
            return;
        }
        fence = fenceAfter(line.toString());
        line.setLength(0);
    }

    /** Opens leniently and closes strictly: in doubt the text counts as commands. */
    private String fenceAfter(String written) {
        var opening = openingOf(written.strip());
        if (!opening.isEmpty()) {
            return opening;
        }
        return written.stripTrailing().equals(fence) ? "" : fence;
    }

    private static String openingOf(String written) {
        int run = 0;
        while (run < written.length() && (written.charAt(run) == '`' || written.charAt(run) == '~')) {
            run++;
        }
        var language = written.substring(run).strip().split("[^A-Za-z]", 2)[0].toLowerCase(Locale.ROOT);
        return run >= 3 && SHELLS.contains(language) ? written.substring(0, run) : "";
    }

    /** Inside a block of shell commands, on a line that may open one, or on a line that begins with a slash. */
    boolean amongCommands() {
        var started = line.toString().stripLeading();
        return !fence.isEmpty() || started.startsWith("/") || started.startsWith("``") || started.startsWith("~~");
    }

    boolean atLineStart() {
        return line.isEmpty();
    }

    String text() {
        return text.toString();
    }

    static RenderRefused tooLarge() {
        return new RenderRefused(RenderRefused.TOO_LARGE, "The prompt would be larger than " + LIMIT + " bytes.");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
