package dev.agentdesk.terminal.tool;

import dev.agentdesk.terminal.environment.Running;
import dev.agentdesk.terminal.writer.Writers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Replaces a passage of a text file that occurs exactly once, or every occurrence where that is asked for.
 *
 * <p>If the file changes between reading and writing, nothing is written.
 */
@Component
final class EditTool implements Tool {

    /** Larger files are made by programs and are edited by programs. */
    private static final int LARGEST = 10 * 1024 * 1024;

    private final Writers writers;

    EditTool(Writers writers) {
        this.writers = writers;
    }

    @Override
    public String name() {
        return "edit";
    }

    @Override
    public String describe(JsonNode input) {
        return "edit " + input.path("path").asString("");
    }

    @Override
    public Work start(Running running, JsonNode input, Call call) throws ToolFailure {
        Input.knows(input, "path", "old_string", "new_string", "replace_all");
        var path = Input.text(input, "path");
        var old = Input.text(input, "old_string");
        var fresh = Input.text(input, "new_string");
        boolean all = Input.flag(input, "replace_all");
        if (old.isEmpty() || old.equals(fresh)) {
            throw new ToolFailure("old_string must not be empty and must differ from new_string.");
        }
        return () -> WorkspaceFiles.use(running, files -> {
            var target = WorkspaceFiles.path(running, path);
            var seen = files.stat(target);
            var text = new String(WorkspaceFiles.bytes(files, target, LARGEST), StandardCharsets.UTF_8);
            int times = occurrences(text, old);
            if (times == 0) {
                throw new ToolFailure("old_string does not occur in " + target + ".");
            }
            if (times > 1 && !all) {
                throw new ToolFailure("old_string occurs " + times + " times in " + target
                        + "; give more of what is around it, or set replace_all.");
            }
            var content = text.replace(old, fresh).getBytes(StandardCharsets.UTF_8);
            var written = files.replace(
                    target,
                    new ByteArrayInputStream(content),
                    present -> present != null && present.version().equals(seen.version()));
            writers.wrote(running.workspaceId(), call.author(), written, seen);
            var answer = "Replaced %d of %s.\n".formatted(times, target);
            call.output().write(answer.getBytes(StandardCharsets.UTF_8));
            return Ended.WELL;
        });
    }

    private static int occurrences(String text, String part) {
        int times = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            times++;
        }
        return times;
    }
}
