package dev.agentdesk.workspace.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.workspace.desk.Examples;
import dev.agentdesk.workspace.desk.WorkspaceEvent;
import dev.agentdesk.workspace.desk.WorkspaceEvent.Erased;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every stored event has exactly one public form. */
class WorkspaceFormsTest {

    private final WorkspaceForms forms = new WorkspaceForms();

    @Test
    void everyStoredEventHasExactlyOne() {
        var stored = new HashSet<Class<?>>(List.of(WorkspaceEvent.class.getPermittedSubclasses()));
        stored.remove(Erased.class);
        assertThat(WorkspaceForms.TYPES.keySet()).isEqualTo(stored);
        assertThat(new HashSet<>(WorkspaceForms.TYPES.values())).hasSameSizeAs(stored);
        assertThat(WorkspaceForms.TYPES.values())
                .allMatch(type -> type.startsWith("workspace."))
                .allMatch(type -> forms.storedTypes(type).size() == 1);
    }

    @Test
    void everyExampleHasTheWholeEnvelopeAndNoConfiguration() {
        for (var event : Examples.complete()) {
            var form = form(event);
            assertThat(form)
                    .containsKeys("id", "type", "workspace_id", "actor", "at", "correlation_id", "causation_id")
                    .containsEntry("seq", 3L);
            assertThat(form.toString()).doesNotContain("\"kind\"");
        }
    }

    @Test
    void anErasedEventKeepsItsTypeAndHasNoContent() {
        for (var event : Examples.complete()) {
            if (!(event instanceof Erased)) {
                var was = event.getClass().getSimpleName();
                assertThat(form(new Erased(event.stamp(), "wrk_1", was)))
                        .containsEntry("type", WorkspaceForms.type(event))
                        .containsEntry("erased", true)
                        .doesNotContainKeys("name", "description", "reason", "config_version");
            }
        }
    }

    private Map<String, Object> form(WorkspaceEvent event) {
        return forms.of(List.of(new Recorded("wrk_1", 3, event))).getFirst();
    }
}
