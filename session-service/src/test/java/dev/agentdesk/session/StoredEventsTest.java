package dev.agentdesk.session;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.session.automation.RunExamples;
import dev.agentdesk.session.conversation.Examples;
import dev.agentdesk.session.erasure.FarewellExamples;
import dev.agentdesk.testkit.store.ApprovedSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What is stored to-day must read for ever. */
class StoredEventsTest {

    private final ApprovedSamples samples =
            new ApprovedSamples(new StoredTypes().eventTypes(), Path.of("src/test/resources/samples"));

    @Test
    void keepTheirStoredForm() {
        var examples = new ArrayList<DomainEvent>(Examples.complete());
        examples.addAll(RunExamples.complete());
        examples.addAll(FarewellExamples.complete());
        samples.verify(examples);
    }

    @Test
    void keepTheirStoredFormWithRequiredMembersOnly() {
        samples.verify("required", Examples.required());
    }
}
