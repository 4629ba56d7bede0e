package dev.agentdesk.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.token.ServiceTokenCommand.CreateServiceToken;
import dev.agentdesk.gateway.token.ServiceTokenCommand.RevokeServiceToken;
import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenCreated;
import dev.agentdesk.gateway.token.ServiceTokenEvent.ServiceTokenRevoked;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ServiceTokenStateTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Stamp STAMP = new Stamp("evt_1", NOON, Actor.PLATFORM, null, "cor_1", null, 0);

    private static final ServiceTokenCreated CREATED = new ServiceTokenCreated(
            STAMP, "tok_1", "usr_1", "ci", "digest", List.of("sessions:read"), null, NOON.plusSeconds(60));
    private static final ServiceTokenRevoked REVOKED = new ServiceTokenRevoked(STAMP, "tok_1");

    @Nested
    class Unknown {

        @Test
        void isCreated() {
            assertThat(after().decide(create("digest"))).containsExactly(CREATED);
        }

        @Test
        void canNotBeRevoked() {
            refuses(after(), revoke("usr_1", true), ProblemCode.NOT_FOUND);
        }

        @Test
        void doesNotAcceptAHistoryThatBeginsOtherwise() {
            assertThatThrownBy(() -> after(REVOKED)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Valid {

        @Test
        void takesTheSameCreationAsARepeat() {
            assertThat(after(CREATED).decide(create("digest"))).isEmpty();
        }

        @Test
        void refusesASecondSecretUnderItsId() {
            refuses(after(CREATED), create("other"), ProblemCode.ID_REUSED);
        }

        @Test
        void isRevokedByItsOwner() {
            assertThat(after(CREATED).decide(revoke("usr_1", false))).containsExactly(REVOKED);
        }

        @Test
        void isRevokedByAnAdministrator() {
            assertThat(after(CREATED).decide(revoke("usr_2", true))).containsExactly(REVOKED);
        }

        @Test
        void doesNotExistForAnybodyElse() {
            refuses(after(CREATED), revoke("usr_2", false), ProblemCode.NOT_FOUND);
        }
    }

    @Nested
    class Revoked {

        @Test
        void staysRevoked() {
            assertThat(after(CREATED, REVOKED).decide(revoke("usr_1", false))).isEmpty();
            assertThat(after(CREATED, REVOKED).decide(create("digest"))).isEmpty();
        }

        @Test
        void doesNotExistForAnybodyElse() {
            refuses(after(CREATED, REVOKED), revoke("usr_2", false), ProblemCode.NOT_FOUND);
        }
    }

    private static CreateServiceToken create(String digest) {
        return new CreateServiceToken(
                STAMP, "tok_1", "usr_1", "ci", digest, List.of("sessions:read"), null, NOON.plusSeconds(60));
    }

    private static RevokeServiceToken revoke(String account, boolean administrator) {
        return new RevokeServiceToken(STAMP, "tok_1", account, administrator);
    }

    private static ServiceTokenState after(ServiceTokenEvent... events) {
        var state = ServiceTokenState.initial();
        for (var event : events) {
            state = state.evolve(event);
        }
        return state;
    }

    private static void refuses(ServiceTokenState state, ServiceTokenCommand command, ProblemCode code) {
        assertThatThrownBy(() -> state.decide(command))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
