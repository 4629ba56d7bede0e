package dev.agentdesk.gateway;

import dev.agentdesk.gateway.account.AccountEvent.AccountCreated;
import dev.agentdesk.gateway.account.AccountEvent.AccountRenamed;
import dev.agentdesk.gateway.account.AccountEvent.PasswordSet;
import dev.agentdesk.gateway.account.AccountEvent.SignInLinkIssued;
import dev.agentdesk.gateway.account.AccountEvent.SignedIn;
import dev.agentdesk.gateway.account.AccountEvent.SignedOut;
import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenCreated;
import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenRevoked;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.testkit.store.ApprovedSamples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredEventsTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-05-30T12:00:00Z");
    private static final String USER = "usr_00000000008rg1zq0e9g6b9bvv";
    private static final String TOKEN = "tok_01kjmn3s00e0s8qjr2h1m7w5c4";
    private static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static final Stamp STAMP = new Stamp(
            "evt_01kjmn3s00e0s8qjr2h1m7w5c5",
            AT,
            new Actor("token", TOKEN, USER),
            null,
            "cor_01kjmn3s00e0s8qjr2h1m7w5c6",
            "evt_01kjmn3s00e0s8qjr2h1m7w5c7",
            0);
    private static final Stamp LEAST = new Stamp(
            "evt_01kjmn3s00e0s8qjr2h1m7w5c8", AT, Actor.PLATFORM, null, "cor_01kjmn3s00e0s8qjr2h1m7w5c9", null, 0);

    private final ApprovedSamples samples =
            new ApprovedSamples(new GatewayConfiguration().eventTypes(), Path.of("src/test/resources/stored"));

    @Test
    void keepsTheFormOfEveryEvent() {
        samples.verify(List.of(
                new AccountCreated(STAMP, USER, "Administrator", "admin"),
                new SignInLinkIssued(STAMP, USER, DIGEST, LATER),
                new SignedIn(STAMP, USER, "link", DIGEST, DIGEST, LATER),
                new SignedOut(STAMP, USER, DIGEST),
                new PasswordSet(STAMP, USER, "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", DIGEST),
                new AccountRenamed(STAMP, USER, "Ada"),
                new ServiceTokenCreated(
                        STAMP,
                        TOKEN,
                        USER,
                        "ci",
                        DIGEST,
                        List.of("sessions:read", "files:write"),
                        List.of("wrk_01kjmn3s00e0s8qjr2h1m7w5d0"),
                        LATER),
                new ServiceTokenRevoked(STAMP, TOKEN)));
    }

    @Test
    void keepsTheFormOfEventsWithRequiredMembersOnly() {
        samples.verify(
                "least",
                List.of(
                        new AccountCreated(LEAST, USER, "Administrator", "admin"),
                        new SignedIn(LEAST, USER, "password", null, DIGEST, LATER),
                        new ServiceTokenCreated(LEAST, TOKEN, USER, "ci", DIGEST, List.of("admin"), null, LATER)));
    }
}
