package dev.agentdesk.terminal.tool;

import dev.agentdesk.terminal.environment.Running;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** One kind of thing that an agent can do. Stateless; its effects are in the Workspace's files. */
public interface Tool {

    String name();

    /** The text that people read in the list of executions. */
    String describe(JsonNode input);

    /**
     * Starts; what is started ends when the call is stopped.
     *
     * @throws ToolFailure if the input is not what it takes
     */
    Work start(Running running, JsonNode input, Call call) throws IOException, ToolFailure;

    /** Something that runs. */
    @FunctionalInterface
    interface Work {

        /** Waits for its end, on the caller's thread. */
        Ended await() throws IOException, ToolFailure;
    }
}
