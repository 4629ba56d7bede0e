package dev.agentdesk.terminal.tool;

import dev.agentdesk.terminal.environment.Running;
import dev.agentdesk.terminal.writer.Writers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes a whole file, making the folders around it; readers see the old one or the new one. */
@Component
final class WriteTool implements Tool {

    private final Writers writers;

    WriteTool(Writers writers) {
        this.writers = writers;
    }

    @Override
    public String name() {
        return "write";
    }

    @Override
    public String describe(JsonNode input) {
        return "write " + input.path("path").asString("");
    }

    @Override
    public Work start(Running running, JsonNode input, Call call) throws ToolFailure {
        Input.knows(input, "path", "content");
        var path = Input.text(input, "path");
        var content = Input.text(input, "content").getBytes(StandardCharsets.UTF_8);
        return () -> WorkspaceFiles.use(running, files -> {
            var target = WorkspaceFiles.path(running, path);
            files.makeFolders(target.parent());
            var old = files.entry(target);
            var written = files.replace(target, new ByteArrayInputStream(content), any -> true);
            writers.wrote(running.workspaceId(), call.author(), written, old);
            var answer = "Wrote %d bytes to %s.\n".formatted(content.length, target);
            call.output().write(answer.getBytes(StandardCharsets.UTF_8));
            return Ended.WELL;
        });
    }
}
