package dev.agentdesk.terminal.tool;

import dev.agentdesk.terminal.environment.Running;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Looks at a command that runs in the background, or stops it. */
@Component
final class JobTool implements Tool {

    private final Jobs jobs;

    JobTool(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "job";
    }

    @Override
    public String describe(JsonNode input) {
        return (input.path("stop").asBoolean(false) ? "stop " : "look at ")
                + input.path("id").asString("");
    }

    @Override
    public Work start(Running running, JsonNode input, Call call) throws ToolFailure {
        Input.knows(input, "id", "stop");
        var id = Input.text(input, "id");
        boolean stop = Input.flag(input, "stop");
        var job = jobs.find(running, id)
                .orElseThrow(() -> new ToolFailure("There is no such job; all end when the Environment stops."));
        return () -> {
            if (stop) {
                job.stop();
            }
            call.output().write(job.report().getBytes(StandardCharsets.UTF_8));
            return Ended.WELL;
        };
    }
}
