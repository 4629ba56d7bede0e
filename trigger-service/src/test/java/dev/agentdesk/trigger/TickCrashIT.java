package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Death between the decision that a time is due and the fact that opens its Session. */
class TickCrashIT {

    @Test
    void aTimeThatWasDecidedOpensItsSessionThoughNobodyWasToldBeforeTheDeath(@TempDir Path folder) throws Exception {
        try (var platform = new Platform(Map.of())) {
            var workspace = platform.workspace();
            var due = Clock.systemUTC().instant().plusSeconds(20);
            var made = platform.anna()
                    .post(
                            "/api/v1/workspaces/" + workspace + "/schedules",
                            "{\"name\":\"Once\",\"spec\":{\"at\":\"%s\"},\"task\":{\"prompt\":\"/run make\"}}"
                                    .formatted(due));
            assertThat(made.status()).as(made.toString()).isEqualTo(201);
            var schedule = made.json().get("id").asString();
            Platform.heard(Topics.TRIGGER, schedule, 1);
            platform.service.close();

            var armed = Files.createFile(folder.resolve("armed"));
            var dying = new HashMap<>(platform.properties());
            dying.put("agentdesk.fault", "publish.before?" + armed);
            try (var replica = Replica.start("tick", folder, dying, 0)) {
                await().atMost(Duration.ofSeconds(90)).until(() -> !replica.isAlive());
            }
            platform.restart();

            var runs = "/api/v1/schedules/" + schedule + "/runs";
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> platform.anna().get(runs).json().get("data").size() == 1);
            var run = platform.anna()
                    .get(runs)
                    .json()
                    .get("data")
                    .get(0)
                    .get("id")
                    .asString();
            var told = Platform.heard(Topics.TRIGGER, run, 1).getFirst();
            assertThat(new String(told.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                    .isEqualTo("dev.agentdesk.trigger.v1.TickFired");
            var prompt = platform.service.asService("session-service").get("/internal/runs/" + run + "/prompt");
            assertThat(prompt.json().get("prompt").asString()).isEqualTo("/run make");
        }
    }
}
