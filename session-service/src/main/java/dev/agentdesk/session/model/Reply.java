package dev.agentdesk.session.model;

import dev.agentdesk.session.conversation.ModelAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole reply of a model. */
public record Reply(List<Block> blocks, ModelAnswer.Stop stop, ModelAnswer.Tokens tokens) {

    /** One block, under the id that its event will have. */
    public sealed interface Block {

        record Said(String id, String text) implements Block {}

        record Thought(String id, String text, @Nullable String signature, boolean redacted) implements Block {}

        /** @param json the input as the model wrote it, which need not be JSON */
        record Call(String id, String tool, String json) implements Block {}
    }
}
