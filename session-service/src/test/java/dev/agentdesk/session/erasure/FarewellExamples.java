package dev.agentdesk.session.erasure;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;
import java.util.List;

/** One of each stored event. */
public final class FarewellExamples {

    private FarewellExamples() {}

    public static List<FarewellEvent> complete() {
        var stamp = new Stamp(
                "evt_1", Instant.parse("2026-01-02T03:04:05.678Z"), Actor.PLATFORM, "wrk_1", "cor_1", "evt_0", 0);
        return List.of(new FarewellEvent.SessionsErased(stamp, "wrk_1"));
    }
}
