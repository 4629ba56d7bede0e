package dev.agentdesk.workspace.desk;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.testkit.store.ApprovedSamples;
import dev.agentdesk.workspace.library.LibraryExamples;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StoredEventsTest {

    private final ApprovedSamples samples =
            new ApprovedSamples(new DeskConfiguration().eventTypes(), Path.of("src/test/resources/samples"));

    @Test
    void keepTheirStoredForm() {
        var examples = new ArrayList<DomainEvent>(Examples.complete());
        examples.addAll(LibraryExamples.complete());
        samples.verify(examples);
    }

    @Test
    void keepTheirStoredFormWithRequiredMembersOnly() {
        samples.verify("required", Examples.required());
        samples.verify("required", LibraryExamples.required());
    }
}
