package dev.agentdesk.standalone;

import dev.agentdesk.embedded.KafkaUsers;
import dev.agentdesk.embedded.KeyFiles;
import dev.agentdesk.kit.readmodel.Rebuilds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a running instance does when its owner asks; each question and answer is one record. */
final class Commands {

    static final String TOKENS = "/tokens";
    static final String SIGN_IN_LINKS = "/sign-in-links";
    static final String PRODUCERS = "/producers";
    static final String VERIFICATIONS = "/verifications";

    /** The topic on which the outside starts Sessions. */
    static final String TRIGGERS = "agentdesk.triggers.v1";

    /** @param scopes none: everything */
    record TokenWanted(List<String> scopes) {}

    record Token(String token) {}

    record Nothing() {}

    record SignInLink(String url) {}

    /** @param properties of a client that may write to {@link #TRIGGERS} */
    record Producer(String topic, String username, Map<String, String> properties) {}

    record Verification(int readModels, List<String> differences) {}

    private final Platform platform;
    private final Administration administration;

    Commands(Platform platform, Administration administration) {
        this.platform = platform;
        this.administration = administration;
    }

    Control serve() {
        return new Control(platform.ports().control(), platform.secrets().control())
                .on(TOKENS, body -> token(Json.MAPPER.readValue(body, TokenWanted.class)))
                .on(SIGN_IN_LINKS, body -> new SignInLink(administration.signInLink()))
                .on(PRODUCERS, body -> producer())
                .on(VERIFICATIONS, body -> verify());
    }

    private Token token(TokenWanted wanted) {
        return new Token(administration.token(wanted.scopes()));
    }

    /** Every call makes a user of its own, so that one producer's credentials can be withdrawn alone. */
    private Producer producer() {
        var kafka = platform.kafka();
        var username = "producer-" + KeyFiles.newPassword().substring(0, 8).toLowerCase(Locale.ROOT);
        var password = KeyFiles.newPassword();
        new KafkaUsers(kafka.clientProperties()).allowWriting(username, password, TRIGGERS);
        return new Producer(TRIGGERS, username, kafka.clientProperties(username, password));
    }

    private Verification verify() {
        var count = 0;
        var differences = new ArrayList<String>();
        for (var service : Service.values()) {
            var rebuilds = platform.context(service).getBean(Rebuilds.class);
            count += rebuilds.names().size();
            rebuilds.verify().stream().map(each -> describe(service, each)).forEach(differences::add);
        }
        return new Verification(count, differences);
    }

    private static String describe(Service service, Rebuilds.Mismatch mismatch) {
        return service.id() + ": " + mismatch.rows() + " rows of " + mismatch.table() + " (" + mismatch.readModel()
                + ") differ from what the events say";
    }
}
