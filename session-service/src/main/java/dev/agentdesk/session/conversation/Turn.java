package dev.agentdesk.session.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A turn that has not ended, with its tool calls that have not ended.
 *
 * @param suspended waits for a person; nobody runs it
 * @param interrupted has to end at its next step
 * @param spent what models have used up so far; null where none was asked
 */
record Turn(
        String id,
        @Nullable String runId,
        boolean suspended,
        boolean interrupted,
        List<OpenTool> tools,
        @Nullable Usage spent) {

    /** How far a tool call got. */
    enum Stage {
        ASKED,
        ALLOWED,
        STARTED
    }

    record OpenTool(
            String id,
            String tool,
            String inputSha256,
            Stage stage,
            @Nullable String approvalId,
            @Nullable Instant expiresAt) {

        OpenTool at(Stage next) {
            return new OpenTool(id, tool, inputSha256, next, approvalId, expiresAt);
        }
    }

    static Turn begun(String id, @Nullable String runId) {
        return new Turn(id, runId, false, false, List.of(), null);
    }

    Optional<OpenTool> tool(String toolUseId) {
        return tools.stream().filter(it -> it.id().equals(toolUseId)).findFirst();
    }

    List<String> at(Stage stage) {
        return tools.stream()
                .filter(it -> it.stage() == stage)
                .map(OpenTool::id)
                .toList();
    }

    Turn suspend(boolean suspend) {
        return new Turn(id, runId, suspend, interrupted, tools, spent);
    }

    Turn spend(Usage usage) {
        var sum = spent == null ? usage : spent.plus(usage);
        return new Turn(id, runId, suspended, interrupted, tools, sum);
    }

    Turn interrupt() {
        return new Turn(id, runId, suspended, true, tools, spent);
    }

    Turn with(OpenTool tool) {
        var next = new ArrayList<>(tools);
        next.add(tool);
        return new Turn(id, runId, suspended, interrupted, List.copyOf(next), spent);
    }

    Turn at(String toolUseId, Stage stage) {
        var next = tools.stream()
                .map(it -> it.id().equals(toolUseId) ? it.at(stage) : it)
                .toList();
        return new Turn(id, runId, suspended, interrupted, next, spent);
    }

    Turn without(String toolUseId) {
        var next = tools.stream().filter(it -> !it.id().equals(toolUseId)).toList();
        return new Turn(id, runId, suspended, interrupted, next, spent);
    }
}
