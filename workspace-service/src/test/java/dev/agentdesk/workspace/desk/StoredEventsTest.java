package dev.agentdesk.workspace.desk;

import dev.agentdesk.testkit.store.ApprovedSamples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoredEventsTest {

    private final ApprovedSamples samples =
            new ApprovedSamples(new DeskConfiguration().eventTypes(), Path.of("src/test/resources/samples"));

    @Test
    void keepTheirStoredForm() {
        samples.verify(Examples.complete());
    }

    @Test
    void keepTheirStoredFormWithRequiredMembersOnly() {
        samples.verify("required", Examples.required());
    }
}
