package dev.agentdesk.trigger.delivery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict with its grounds, and what is to run if it matched. */
public record Decision(
        Verdict verdict, Grounds grounds, @Nullable Intent intent) {

    /** Why the verdict is what it is, for the author of the route. Holds foreign values. */
    public record Grounds(String routeId, List<Comparison> trace, List<String> warnings) {

        public Grounds {
            trace = List.copyOf(trace);
            warnings = List.copyOf(warnings);
        }
    }

    /** One expression and the value that it had in the event. */
    public record Comparison(String expr, @Nullable String value) {}

    /** What the Workspace is to be asked. */
    public sealed interface Intent {

        String runId();

        String workspaceId();
    }

    /**
     * The prompt is ready.
     *
     * @param sessionId the Session that all runs of its key share; null: one of its own
     * @param delay null: it starts at once
     */
    public record Ask(
            String runId,
            String workspaceId,
            String onBusy,
            String title,
            String prompt,
            @Nullable String sessionId,
            @Nullable Delay delay)
            implements Intent {

        public Ask(
                String runId,
                String workspaceId,
                String onBusy,
                String title,
                String prompt,
                @Nullable String sessionId) {
            this(runId, workspaceId, onBusy, title, prompt, sessionId, null);
        }
    }

    /**
     * A run that is to wait until nothing more of its kind comes.
     *
     * @param key recognises what is of its kind; a digest
     * @param quiet for how long nothing must have come
     */
    public record Delay(String key, Duration quiet) {}

    /** There is no prompt; the code says why. */
    public record GiveUp(String runId, String workspaceId, String code, String text) implements Intent {}
}
