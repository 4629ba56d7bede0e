package dev.agentdesk.terminal.tool;

import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.terminal.environment.Running;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Lists the files whose path matches a pattern. */
@Component
final class GlobTool implements Tool {

    /** More are no help to anybody; the answer says that there are more. */
    private static final int MOST = 1000;

    @Override
    public String name() {
        return "glob";
    }

    @Override
    public String describe(JsonNode input) {
        return "glob " + input.path("pattern").asString("");
    }

    @Override
    public Work start(Running running, JsonNode input, Call call) throws ToolFailure {
        Input.knows(input, "pattern", "path");
        var glob = Glob.of(Input.text(input, "pattern"));
        var from = Input.optionalText(input, "path");
        return () -> WorkspaceFiles.use(running, files -> {
            var start = from == null ? RelativePath.ROOT : WorkspaceFiles.path(running, from);
            int depth = start.segments().size();
            var found = new AtomicInteger();
            files.list(start);
            Walk.files(files, start, call, (path, stat) -> {
                var below = String.join(
                        "/", path.segments().subList(depth, path.segments().size()));
                if (!glob.matches(below)) {
                    return true;
                }
                if (found.incrementAndGet() > MOST) {
                    call.output().write("… and more\n".getBytes(StandardCharsets.UTF_8));
                    return false;
                }
                call.output().write((path + "\n").getBytes(StandardCharsets.UTF_8));
                return true;
            });
            return Ended.WELL;
        });
    }
}
