package dev.agentdesk.terminal.tool;

import dev.agentdesk.terminal.environment.Running;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Shows a text file, or some lines of it. */
@Component
final class ReadTool implements Tool {

    /** Enough to tell text from bytes. */
    private static final int SAMPLE = 8000;

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String describe(JsonNode input) {
        return "read " + input.path("path").asString("");
    }

    @Override
    public Work start(Running running, JsonNode input, Call call) throws ToolFailure {
        Input.knows(input, "path", "offset", "limit");
        var path = Input.text(input, "path");
        long offset = Input.number(input, "offset", 1);
        long limit = Input.number(input, "limit", Long.MAX_VALUE);
        return () -> WorkspaceFiles.use(running, files -> {
            try (var file = files.read(WorkspaceFiles.path(running, path))) {
                var sample = Channels.newInputStream(file.channel()).readNBytes(SAMPLE);
                if (WorkspaceFiles.isBinary(sample)) {
                    throw new ToolFailure("This is no text: " + file.stat().size() + " bytes.");
                }
                file.channel().position(0);
                var in = Channels.newInputStream(file.channel());
                if (offset == 1 && limit == Long.MAX_VALUE) {
                    in.transferTo(call.output());
                } else {
                    lines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), offset, limit, call);
                }
                return Ended.WELL;
            }
        });
    }

    private static void lines(BufferedReader in, long offset, long limit, Call call) throws IOException, ToolFailure {
        long number = 0;
        for (var line = in.readLine(); line != null && number < offset - 1 + limit; line = in.readLine()) {
            call.goOn();
            if (++number >= offset) {
                call.output().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        if (number < offset) {
            throw new ToolFailure("The file has only " + number + " lines.");
        }
    }
}
