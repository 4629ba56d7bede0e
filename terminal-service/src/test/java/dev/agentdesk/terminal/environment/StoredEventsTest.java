package dev.agentdesk.terminal.environment;

import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.testkit.store.ApprovedSamples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredEventsTest {

    @Test
    void keepTheirApprovedForm() {
        var types = EnvironmentConfiguration.register(EventTypes.builder("environment"))
                .build();
        new ApprovedSamples(types, Path.of("src/test/resources/samples"))
                .verify(List.of(
                        EnvironmentStateTest.BEGUN,
                        EnvironmentStateTest.READY,
                        EnvironmentStateTest.FAILED,
                        EnvironmentStateTest.STOPPED,
                        EnvironmentStateTest.ERASED));
    }
}
