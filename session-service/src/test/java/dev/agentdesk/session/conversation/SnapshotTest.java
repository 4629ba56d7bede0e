package dev.agentdesk.session.conversation;

import static dev.agentdesk.session.conversation.History.NOW;
import static dev.agentdesk.session.conversation.History.SESSION;
import static dev.agentdesk.session.conversation.History.stamp;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import dev.agentdesk.testkit.store.RandomWalk;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Session that was read from a snapshot decides as one that was not. */
class SnapshotTest {

    private long generation;
    private int made;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void equalsReplay(long seed) {
        RandomWalk.snapshotEqualsReplay(
                seed,
                SessionState.class,
                SessionState.initial(),
                this::command,
                SessionState::decide,
                (state, event) -> {
                    if (event instanceof SessionEvent.TurnClaimed claimed) {
                        generation = claimed.generation();
                    }
                    return state.evolve(event);
                });
    }

    private SessionCommand command(Random random) {
        var stamp = stamp("evt_" + (random.nextInt(8) == 0 ? random.nextInt(made + 1) : ++made));
        var tool = "evt_" + Math.max(1, made - random.nextInt(6));
        return switch (random.nextInt(24)) {
            case 0 ->
                new SessionCommand.OpenSession(
                        stamp, SESSION, "wrk_1", new Origin("user", "u"), null, null, "t", Map.of("a", "b"));
            case 1, 2, 3 ->
                new SessionCommand.PostMessage(
                        stamp, SESSION, List.of(Content.text("m" + random.nextInt(4))), onBusy(random), null, 6);
            case 4 -> new SessionCommand.Interrupt(stamp, SESSION);
            case 5, 6 -> decide(stamp, tool, random);
            case 7 -> new SessionCommand.ExpireApproval(stamp("evt_x" + made, NOW.plusSeconds(99)), SESSION, tool);
            case 8 -> new SessionCommand.EditMessage(stamp, SESSION, tool, List.of(Content.text("edited")));
            case 9 -> new SessionCommand.RemoveMessage(stamp, SESSION, tool);
            case 10 -> new SessionCommand.PromoteMessage(stamp, SESSION, tool);
            case 11 ->
                random.nextBoolean()
                        ? new SessionCommand.PauseQueue(stamp, SESSION)
                        : new SessionCommand.ResumeQueue(stamp, SESSION);
            case 12, 13, 14 -> new SessionCommand.ClaimTurn(stamp, SESSION, generation + 1, "trn_" + made, 1, "node");
            case 15, 16 -> request(stamp, random);
            case 17 -> new SessionCommand.StartTool(stamp, SESSION, generation, tool);
            case 18 -> new SessionCommand.FinishTool(stamp, SESSION, generation, tool, ToolResult.unknownEffect());
            case 19 -> new SessionCommand.SuspendTurn(stamp, SESSION, generation);
            case 20 -> new SessionCommand.TakeSteering(stamp, SESSION, generation);
            case 21 ->
                new SessionCommand.EndTurn(stamp, SESSION, generation, StopReason.END_TURN, new Usage(1, 2, null, 3));
            case 22 -> new SessionCommand.ResumeQueue(stamp, SESSION);
            default -> shelf(stamp, random);
        };
    }

    private SessionCommand request(Stamp stamp, Random random) {
        var ruling = new Ruling(Verdict.values()[random.nextInt(3)], "r");
        return new SessionCommand.RequestTool(
                stamp, SESSION, generation, "bash", Map.of("command", "ls"), "sha", ruling, NOW.plusSeconds(60));
    }

    private static SessionCommand decide(Stamp stamp, String tool, Random random) {
        var remember = random.nextInt(4) == 0 ? Remember.SESSION : Remember.ONCE;
        return new SessionCommand.DecideApproval(
                stamp, SESSION, tool, random.nextBoolean(), null, random.nextBoolean() ? "why" : null, remember);
    }

    private static SessionCommand shelf(Stamp stamp, Random random) {
        return switch (random.nextInt(30)) {
            case 0 -> new SessionCommand.ArchiveSession(stamp, SESSION);
            case 1 -> new SessionCommand.EraseSession(stamp, SESSION);
            case 2, 3 -> new SessionCommand.DeleteSession(stamp, SESSION);
            default -> new SessionCommand.UndeleteSession(stamp, SESSION);
        };
    }

    private static OnBusy onBusy(Random random) {
        return OnBusy.values()[random.nextInt(OnBusy.values().length)];
    }
}
