package dev.agentdesk.session.conversation;

import dev.agentdesk.session.permission.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One block of a model's reply, with the id that its event will have: watchers were told it before. */
public sealed interface ReplyPart {

    String id();

    /**
     * @param signature the provider's mark that it wrote this thought; sent back unchanged
     * @param redacted true where {@code text} is not to be read, only sent back
     */
    record Thought(String id, String text, @Nullable String signature, boolean redacted) implements ReplyPart {}

    record Said(String id, String text) implements ReplyPart {}

    /**
     * A tool call.
     *
     * @param instead its result, where it is known without running anything: a call that can't be made, a plan
     * @param plan the new plan that the call makes
     */
    record Asked(
            String id,
            String tool,
            Map<String, Object> input,
            String inputSha256,
            Ruling ruling,
            Instant askUntil,
            @Nullable ToolResult instead,
            @Nullable List<PlanItem> plan)
            implements ReplyPart {}
}
