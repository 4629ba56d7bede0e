package dev.agentdesk.trigger.signature;

import dev.agentdesk.trigger.signature.Proof.Encoding;
import dev.agentdesk.trigger.signature.Proof.Nothing;
import dev.agentdesk.trigger.signature.Proof.Signed;
import dev.agentdesk.trigger.signature.Proof.Time;
import dev.agentdesk.trigger.signature.Proof.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of the senders of one kind: their proof, and where they write id and type of an event. Immutable
 * data; a further provider is a further row.
 *
 * @param ids the first of these places that holds something is the provider's id of the event
 * @param types the same for its type
 */
public record Scheme(String name, Proof proof, List<Place> ids, List<Place> types) {

    /** A header, or a JSON pointer into the body. */
    public record Place(@Nullable String header, @Nullable String pointer) {

        static Place header(String name) {
            return new Place(name, null);
        }

        static Place body(String pointer) {
            return new Place(null, pointer);
        }
    }

    /** The gateway's word for the sender's own {@code Authorization}: that header carries ours between services. */
    public static final String SENDER_AUTHORIZATION = "x-agentdesk-sender-authorization";

    public static final String HMAC = "hmac";
    public static final String NONE = "none";

    private static final List<Place> COMMON_IDS =
            List.of(Place.header("webhook-id"), Place.header("idempotency-key"), Place.header("ce-id"));
    private static final List<Place> COMMON_TYPES = List.of(Place.header("ce-type"), Place.body("/type"));

    private static final Map<String, Scheme> ALL = Map.of(
            "standard-webhooks",
            new Scheme(
                    "standard-webhooks",
                    new Signed(
                            "webhook-signature",
                            " ",
                            "v1,",
                            Encoding.BASE64,
                            true,
                            new Time("webhook-timestamp", null),
                            List.of("$webhook-id", ".", "$time", ".")),
                    List.of(Place.header("webhook-id")),
                    List.of(Place.body("/type"))),
            "github",
            new Scheme(
                    "github",
                    new Signed("x-hub-signature-256", null, "sha256=", Encoding.HEX, false, null, List.of()),
                    List.of(Place.header("x-github-delivery")),
                    List.of(Place.header("x-github-event"))),
            "gitlab",
            new Scheme(
                    "gitlab",
                    new Token("x-gitlab-token", ""),
                    List.of(Place.header("idempotency-key"), Place.header("x-gitlab-event-uuid")),
                    List.of(Place.header("x-gitlab-event"))),
            "stripe",
            new Scheme(
                    "stripe",
                    new Signed(
                            "stripe-signature",
                            ",",
                            "v1=",
                            Encoding.HEX,
                            false,
                            new Time(null, "t="),
                            List.of("$time", ".")),
                    List.of(Place.body("/id")),
                    List.of(Place.body("/type"))),
            "slack",
            new Scheme(
                    "slack",
                    new Signed(
                            "x-slack-signature",
                            null,
                            "v0=",
                            Encoding.HEX,
                            false,
                            new Time("x-slack-request-timestamp", null),
                            List.of("v0:", "$time", ":")),
                    List.of(Place.body("/event_id")),
                    List.of(Place.body("/event/type"), Place.body("/type"))),
            "bearer",
            new Scheme("bearer", new Token(SENDER_AUTHORIZATION, "Bearer "), COMMON_IDS, COMMON_TYPES),
            HMAC,
            hmac("x-signature", "", "hex"),
            NONE,
            new Scheme(NONE, new Nothing(), COMMON_IDS, COMMON_TYPES));

    public Scheme {
        ids = List.copyOf(ids);
        types = List.copyOf(types);
    }

    public static Optional<Scheme> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All names, sorted. */
    public static List<String> names() {
        return List.copyOf(new TreeSet<>(ALL.keySet()));
    }

    /** The one whose form its connector describes. */
    public static Scheme hmac(String header, String prefix, String encoding) {
        var proof = new Signed(
                header.toLowerCase(Locale.ROOT),
                null,
                prefix,
                encoding.equals("base64") ? Encoding.BASE64 : Encoding.HEX,
                false,
                null,
                List.of());
        return new Scheme(HMAC, proof, COMMON_IDS, COMMON_TYPES);
    }

    /** Whether a sender needs a secret. */
    public boolean needsSecret() {
        return !(proof instanceof Nothing);
    }
}
