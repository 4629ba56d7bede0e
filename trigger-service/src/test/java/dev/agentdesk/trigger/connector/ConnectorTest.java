package dev.agentdesk.trigger.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.connector.ConnectorCommand.CreateConnector;
import dev.agentdesk.trigger.connector.ConnectorCommand.DeleteConnector;
import dev.agentdesk.trigger.connector.ConnectorCommand.EditConnector;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorCreated;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorDeleted;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorDisabled;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorEnabled;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorRenamed;
import dev.agentdesk.trigger.connector.ConnectorEvent.DoorChanged;
import dev.agentdesk.trigger.connector.ConnectorEvent.IntakeChanged;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConnectorTest {

    private static final String ID = "con_1";
    private static final Stamp NOW =
            new Stamp("evt_1", Instant.parse("2026-01-02T03:04:05.678Z"), Actor.user("usr_1"), null, "cor_1", null, 0);
    private static final Intake CI = new Intake(List.of("https://ci/"), List.of("build.failed"));
    private static final Intake NOTHING = new Intake(List.of(), List.of());
    private static final CreateConnector CREATE =
            new CreateConnector(NOW, ID, ConnectorKind.KAFKA, "CI", CI, null, true);
    private static final ConnectorCreated CREATED =
            new ConnectorCreated(NOW, ID, ConnectorKind.KAFKA, "CI", CI, null, true);

    @Test
    void isCreated() {
        assertThat(after().decide(CREATE)).containsExactly(CREATED);
    }

    @Test
    void refusesEverythingElseBeforeItExists() {
        assertThat(refusal(after(), edit(null, "x", null))).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(refusal(after(), new DeleteConnector(NOW, ID, null))).isEqualTo(ProblemCode.NOT_FOUND);
    }

    @Test
    void isNoRepeatIfItHasAnotherDoor() {
        var hook = new CreateConnector(NOW, ID, ConnectorKind.WEBHOOK, "CI", NOTHING, door("sec_1"), true);
        var other = new CreateConnector(NOW, ID, ConnectorKind.WEBHOOK, "CI", NOTHING, door("sec_2"), true);
        var made = (ConnectorCreated) after().decide(hook).getFirst();

        assertThat(after(made).decide(hook)).isEmpty();
        assertThat(refusal(after(made), other)).isEqualTo(ProblemCode.ID_REUSED);
    }

    @Test
    void namesTheSecretsThatItsNewDoorRetires() {
        var made = new ConnectorCreated(NOW, ID, ConnectorKind.WEBHOOK, "CI", NOTHING, door("sec_1", "sec_2"), true);
        var rotated = door("sec_2", "sec_3");

        assertThat(after(made).decide(new EditConnector(NOW, ID, null, null, null, null, rotated, null)))
                .containsExactly(new DoorChanged(NOW, ID, rotated, List.of("sec_1")));
        assertThat(after(made, new DoorChanged(NOW, ID, rotated, List.of("sec_1")))
                        .decide(new EditConnector(NOW, ID, 2L, null, null, null, rotated, null)))
                .isEmpty();
    }

    @Nested
    class WhileItLives {

        @Test
        void takesARepeatOfItsCreationAsDone() {
            assertThat(after(CREATED).decide(CREATE)).isEmpty();
        }

        @Test
        void refusesAnotherConnectorUnderItsId() {
            assertThat(refusal(
                            after(CREATED), new CreateConnector(NOW, ID, ConnectorKind.KAFKA, "other", CI, null, true)))
                    .isEqualTo(ProblemCode.ID_REUSED);
        }

        @Test
        void recordsOneFactPerSettingThatChanges() {
            var wider = new Intake(List.of("https://ci/", "urn:x"), List.of());

            assertThat(after(CREATED)
                            .decide(new EditConnector(NOW, ID, 1L, "New", wider.sources(), wider.types(), null, false)))
                    .containsExactly(
                            new ConnectorRenamed(NOW, ID, "New"),
                            new IntakeChanged(NOW.then(1), ID, wider),
                            new ConnectorDisabled(NOW.then(2), ID));
        }

        @Test
        void recordsNothingWhenNothingChanges() {
            assertThat(after(CREATED).decide(new EditConnector(NOW, ID, 1L, "CI", CI.sources(), null, null, true)))
                    .isEmpty();
        }

        @Test
        void refusesAnEditOfAnotherVersionThanThePresentOne() {
            var renamed = after(CREATED, new ConnectorRenamed(NOW, ID, "CI 2"));

            assertThat(refusal(renamed, edit(1L, "x", null))).isEqualTo(ProblemCode.PRECONDITION_FAILED);
            assertThat(renamed.decide(edit(2L, "x", null))).hasSize(1);
        }

        @Test
        void isSwitchedOffAndOn() {
            assertThat(after(CREATED, new ConnectorDisabled(NOW, ID)).decide(edit(null, null, true)))
                    .containsExactly(new ConnectorEnabled(NOW, ID));
        }

        @Test
        void isDeletedByWhoHasSeenItsVersion() {
            assertThat(refusal(after(CREATED), new DeleteConnector(NOW, ID, 2L)))
                    .isEqualTo(ProblemCode.PRECONDITION_FAILED);
            assertThat(after(CREATED).decide(new DeleteConnector(NOW, ID, 1L)))
                    .containsExactly(new ConnectorDeleted(NOW, ID));
        }
    }

    @Nested
    class AfterItsDeletion {

        private final ConnectorState deleted = after(CREATED, new ConnectorDeleted(NOW, ID));

        @Test
        void takesARepeatOfTheDeletionAsDone() {
            assertThat(deleted.decide(new DeleteConnector(NOW, ID, 1L))).isEmpty();
        }

        @Test
        void refusesEditsAndANewLife() {
            assertThat(refusal(deleted, edit(null, "x", null))).isEqualTo(ProblemCode.NOT_FOUND);
            assertThat(refusal(deleted, CREATE)).isEqualTo(ProblemCode.ID_REUSED);
        }
    }

    @Test
    void takesWhatBeginsWithOneOfItsSourcesAndHasOneOfItsTypes() {
        assertThat(CI.takes("https://ci/main", "build.failed")).isTrue();
        assertThat(CI.takes("https://ci.evil/", "build.failed")).isFalse();
        assertThat(CI.takes("https://ci/main", "build.failed.x")).isFalse();
        assertThat(new Intake(List.of("https://ci/"), List.of()).takes("https://ci/", "anything"))
                .isTrue();
    }

    private static EditConnector edit(Long version, String name, Boolean enabled) {
        return new EditConnector(NOW, ID, version, name, null, null, null, enabled);
    }

    private static ConnectorState after(ConnectorEvent... history) {
        var state = ConnectorState.initial();
        for (var event : history) {
            state = state.evolve(event);
        }
        return state;
    }

    private static ProblemCode refusal(ConnectorState state, ConnectorCommand command) {
        return catchThrowableOfType(Rejection.class, () -> state.decide(command))
                .code();
    }

    private static Door door(String... secrets) {
        return new Door("github", false, null, null, null, List.of(secrets));
    }
}
