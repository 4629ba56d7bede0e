package dev.agentdesk.standalone;

import java.util.List;
import java.util.Set;

/**
 * The program behind {@code ./agentdesk}. Exit codes: 0 done, 1 not done or not so, with a sentence, 2 no such command.
 */
public final class Standalone {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private static final Set<String> UP = Set.of("--data", "--port", "--address", "--public-url");
    private static final Set<String> TOKEN = Set.of("--data", "--scopes");

    private final Console console;

    private Standalone(Console console) {
        this.console = console;
    }

    /** @param words a command and its options */
    public static void main(String[] words) {
        var code = new Standalone(Console.ofProcess()).run(List.of(words));
        System.exit(code);
    }

    private int run(List<String> words) {
        try {
            return words.isEmpty() ? misused("A command is needed") : dispatch(words);
        } catch (Refusal e) {
            console.complain(String.valueOf(e.getMessage()));
            return REFUSED;
        }
    }

    private int dispatch(List<String> words) {
        return switch (words.getFirst()) {
            case "up" -> up(Options.parse(words, UP, Set.of("--detached")));
            case "down" -> down(Options.parse(words, Set.of("--data"), Set.of()));
            case "status" -> status(Options.parse(words, Set.of("--data"), Set.of("--json")));
            case "token" -> token(Options.parse(words, TOKEN, Set.of("--sign-in", "--kafka")));
            case "verify" -> verify(Options.parse(words, Set.of("--data"), Set.of()));
            case "rehearse" -> rehearse(Options.parse(words, Set.of("--data"), Set.of()));
            case "secrets" -> secrets(Options.parse(words, Set.of("--out"), Set.of()));
            default -> misused("There is no command \"" + words.getFirst() + "\"");
        };
    }

    private int up(Options options) {
        Logs.to(new DataFolder(options.data()).log());
        new Up(console, options).run();
        return DONE;
    }

    private int down(Options options) {
        new Down(console, new DataFolder(options.data())).run();
        return DONE;
    }

    private int status(Options options) {
        return new Status(console, new DataFolder(options.data())).show(options.has("--json")) ? DONE : REFUSED;
    }

    private int token(Options options) {
        new Asking(console, options).token();
        return DONE;
    }

    private int verify(Options options) {
        return new Asking(console, options).verify() ? DONE : REFUSED;
    }

    private int rehearse(Options options) {
        Logs.to(new DataFolder(options.data()).log());
        new Rehearsal(options).run();
        return DONE;
    }

    private int secrets(Options options) {
        new ComposeSecrets(console).write(options.value("--out", "secrets"));
        return DONE;
    }

    private int misused(String sentence) {
        console.complain(sentence + "; \"./agentdesk help\" lists them.");
        return MISUSED;
    }
}
