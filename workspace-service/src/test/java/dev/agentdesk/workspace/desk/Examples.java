package dev.agentdesk.workspace.desk;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;
import java.util.List;

/** One of each event of a Workspace. */
public final class Examples {

    private static final Stamp STAMP = new Stamp(
            "evt_01k00000000000000000000001",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            new Actor("token", "tok_1", "usr_1"),
            "wrk_1",
            "cor_1",
            "evt_01k00000000000000000000000",
            1);
    private static final Stamp LEAST =
            new Stamp("evt_2", Instant.parse("2026-01-02T03:04:05Z"), Actor.PLATFORM, "wrk_1", "cor_1", null, 0);
    private static final Settings SETTINGS = new Settings("{\"engine\":{\"kind\":\"shell\"}}", "shell", true);

    private Examples() {}

    /** With every member that they can have. */
    public static List<WorkspaceEvent> complete() {
        return List.of(
                new WorkspaceEvent.WorkspaceCreated(
                        STAMP,
                        "wrk_1",
                        "wsp_1",
                        "usr_1",
                        new Details("CI doctor", "ci-doctor", "keeps it green", List.of("ci", "team a")),
                        SETTINGS),
                new WorkspaceEvent.DetailsChanged(STAMP, "wrk_1", new Details("CI", "ci", "short", List.of("ci")), 2),
                new WorkspaceEvent.ConfigurationReplaced(STAMP, "wrk_1", 3, SETTINGS, "because", 1L),
                new WorkspaceEvent.StartRequested(STAMP, "wrk_1", 4, 3, "work"),
                new WorkspaceEvent.StopRequested(STAMP, "wrk_1", 5, "asked"),
                new WorkspaceEvent.EnvironmentStarted(STAMP, "wrk_1", 4, "T2", List.of("network"), List.of("memory")),
                new WorkspaceEvent.EnvironmentFailed(STAMP, "wrk_1", 4, "isolation-insufficient", "no bubblewrap"),
                new WorkspaceEvent.EnvironmentStopped(STAMP, "wrk_1", 5),
                new WorkspaceEvent.WorkspaceDeleted(STAMP, "wrk_1", 6),
                new WorkspaceEvent.WorkspaceUndeleted(STAMP, "wrk_1"),
                new WorkspaceEvent.ErasureRequested(STAMP, "wrk_1"),
                new WorkspaceEvent.ServiceErased(STAMP, "wrk_1", "session-service"),
                new WorkspaceEvent.WorkspaceErased(STAMP, "wrk_1"),
                new WorkspaceEvent.Erased(STAMP, "wrk_1", "ConfigurationReplaced"));
    }

    /** With the members only that they must have. */
    static List<WorkspaceEvent> required() {
        return List.of(
                new WorkspaceEvent.WorkspaceCreated(
                        LEAST, "wrk_1", "wsp_1", "usr_1", new Details("CI", "ci", null, List.of()), SETTINGS),
                new WorkspaceEvent.ConfigurationReplaced(LEAST, "wrk_1", 3, SETTINGS, null, null));
    }
}
