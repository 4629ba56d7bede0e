package dev.agentdesk.session.automation;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;
import java.util.List;

/** One of each stored event. */
public final class RunExamples {

    private RunExamples() {}

    public static List<RunEvent> complete() {
        var stamp = new Stamp(
                "evt_1",
                Instant.parse("2026-01-02T03:04:05.678Z"),
                new Actor("route", "rte_1", null),
                "wrk_1",
                "cor_1",
                "run_1",
                2);
        return List.of(new RunEvent.RunRefused(stamp, "run_1", "wrk_1", "workspace-deleted"));
    }
}
