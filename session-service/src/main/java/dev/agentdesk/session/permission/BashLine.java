package dev.agentdesk.session.permission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a bash line as far as it can be read for sure: simple commands with quotes and redirections, joined by {@code ;
 * & && | ||} and line ends.
 *
 * <p>Conservative: whatever could mean something else when it runs (expansion, substitution, control words, a program
 * that runs another) makes the whole line unreadable.
 */
final class BashLine {

    private static final String SEPARATORS = ";&|\n";
    private static final String UNREADABLE = "$`(){}";
    private static final String WILDCARDS = "*?[";

    /** Words that change what the rest of the line means. */
    private static final Set<String> CONTROL = Set.of(
            "if",
            "then",
            "else",
            "elif",
            "fi",
            "for",
            "while",
            "until",
            "do",
            "done",
            "case",
            "esac",
            "function",
            "select",
            "time",
            "coproc",
            "[[",
            "!");

    /** Programs that run what their arguments say. */
    private static final Set<String> RUNNERS = Set.of(
            "eval",
            "exec",
            "source",
            ".",
            "sh",
            "bash",
            "dash",
            "zsh",
            "ksh",
            "env",
            "command",
            "builtin",
            "sudo",
            "doas",
            "su",
            "xargs",
            "nohup",
            "timeout",
            "nice",
            "setsid",
            "watch",
            "trap",
            "alias",
            "parallel",
            "ssh",
            "strace",
            "stdbuf",
            "busybox");

    /** Options by which an otherwise plain program runs another. */
    private static final Set<String> RUNNING_OPTIONS = Set.of("-exec", "-execdir", "-ok", "-okdir");

    /** The line can't be read for sure. */
    private static final class Unreadable extends Exception {
        Unreadable() {
            super(null, null, false, false);
        }
    }

    private final String line;
    private final List<SimpleCommand> commands = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private BashLine(String line) {
        this.line = line;
    }

    /** The commands in order, or empty if the line can't be read for sure. */
    static Optional<List<SimpleCommand>> read(String line) {
        try {
            return Optional.of(new BashLine(line).commands());
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    private List<SimpleCommand> commands() throws Unreadable {
        while (at < line.length()) {
            step(line.charAt(at++));
        }
        endCommand();
        return commands;
    }

    private void step(char c) throws Unreadable {
        if (c == ' ' || c == '\t') {
            endWord();
        } else if (c == '\\') {
            escaped();
        } else if (c == '\'') {
            single();
        } else if (c == '"') {
            doubled();
        } else if (c == '#' && !inWord) {
            comment();
        } else if (c == '<' || c == '>' || c == '&' && peek() == '>') {
            redirection(c);
        } else if (SEPARATORS.indexOf(c) >= 0) {
            separator(c);
        } else {
            plain(c);
        }
    }

    private void plain(char c) throws Unreadable {
        boolean wildcardInName = words.isEmpty() && WILDCARDS.indexOf(c) >= 0;
        if (UNREADABLE.indexOf(c) >= 0 || wildcardInName || Character.isISOControl(c)) {
            throw new Unreadable();
        }
        append(c);
    }

    private void escaped() throws Unreadable {
        if (at == line.length()) {
            throw new Unreadable();
        }
        char next = line.charAt(at++);
        if (next != '\n') {
            append(next);
        }
    }

    private void single() throws Unreadable {
        int end = line.indexOf('\'', at);
        if (end < 0) {
            throw new Unreadable();
        }
        inWord = true;
        word.append(line, at, end);
        at = end + 1;
    }

    private void doubled() throws Unreadable {
        inWord = true;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '$' || c == '`') {
                throw new Unreadable();
            }
            if (c == '\\' && at < line.length() && "$`\"\\\n".indexOf(line.charAt(at)) >= 0) {
                escaped();
            } else {
                append(c);
            }
        }
        throw new Unreadable();
    }

    private void comment() {
        int end = line.indexOf('\n', at);
        at = end < 0 ? line.length() : end;
    }

    private void redirection(char first) throws Unreadable {
        endWord();
        append(first);
        while (at < line.length() && "<>&|".indexOf(line.charAt(at)) >= 0) {
            append(line.charAt(at++));
        }
        if (word.indexOf("<<") >= 0 || peek() == '(') {
            throw new Unreadable();
        }
        endWord();
    }

    private void separator(char c) throws Unreadable {
        if (c == ';' && peek() == ';') {
            throw new Unreadable();
        }
        endCommand();
    }

    private char peek() {
        return at < line.length() ? line.charAt(at) : '\n';
    }

    private void append(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() throws Unreadable {
        endWord();
        if (words.isEmpty()) {
            return;
        }
        var command = SimpleCommand.of(words);
        var name = words.getFirst();
        boolean assignment = name.indexOf('=') > 0;
        if (assignment
                || CONTROL.contains(name)
                || RUNNERS.contains(SimpleCommand.of(List.of(name)).bare())
                || words.stream().anyMatch(RUNNING_OPTIONS::contains)) {
            throw new Unreadable();
        }
        commands.add(command);
        words.clear();
    }
}
