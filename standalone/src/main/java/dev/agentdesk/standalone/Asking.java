package dev.agentdesk.standalone;

import dev.agentdesk.standalone.Commands.Nothing;
import dev.agentdesk.standalone.Commands.Producer;
import dev.agentdesk.standalone.Commands.SignInLink;
import dev.agentdesk.standalone.Commands.Token;
import dev.agentdesk.standalone.Commands.TokenWanted;
import dev.agentdesk.standalone.Commands.Verification;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The commands that a running instance answers. */
final class Asking {

    private static final Duration SOON = Duration.ofSeconds(30);
    /** Every read model of every service is rebuilt beside the live one. */
    private static final Duration LONG = Duration.ofHours(1);

    private final Console console;
    private final Options options;
    private final ControlClient instance;

    Asking(Console console, Options options) {
        this.console = console;
        this.options = options;
        this.instance = ControlClient.of(new DataFolder(options.data()));
    }

    void token() {
        if (options.has("--kafka")) {
            producer();
        } else if (options.has("--sign-in")) {
            console.say(instance.ask(Commands.SIGN_IN_LINKS, new Nothing(), SignInLink.class, SOON)
                    .url());
        } else {
            var wanted = new TokenWanted(scopes());
            console.say(instance.ask(Commands.TOKENS, wanted, Token.class, SOON).token());
        }
    }

    /** @return whether every row is what the events say */
    boolean verify() {
        var found = instance.ask(Commands.VERIFICATIONS, new Nothing(), Verification.class, LONG);
        found.differences().forEach(console::say);
        if (found.differences().isEmpty()) {
            console.say("All " + found.readModels() + " read models are what the events say.");
        }
        return found.differences().isEmpty();
    }

    /** A file that Kafka's own tools take with {@code --producer.config}. */
    private void producer() {
        var producer = instance.ask(Commands.PRODUCERS, new Nothing(), Producer.class, SOON);
        console.say("# " + producer.username() + " may write CloudEvents to " + producer.topic());
        producer.properties().entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .sorted()
                .forEach(console::say);
    }

    private List<String> scopes() {
        var text = options.value("--scopes", "");
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(scope -> !scope.isEmpty())
                .toList();
    }
}
