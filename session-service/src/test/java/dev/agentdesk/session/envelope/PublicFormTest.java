package dev.agentdesk.session.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.Examples;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.Erased;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every stored event has exactly one public form. */
class PublicFormTest {

    private static final Set<String> DOMAINS = Set.of("user", "agent", "session", "span", "desk");

    @Test
    void everyStoredEventHasExactlyOne() {
        var stored = new HashSet<>(cases(SessionEvent.class));
        stored.remove(Erased.class);
        assertThat(PublicForm.TYPES.keySet()).isEqualTo(stored);
        assertThat(PublicForm.TYPES.values()).allMatch(type -> DOMAINS.contains(type.split("\\.")[0]));
    }

    @Test
    void everyExampleHasTheWholeEnvelope() {
        for (var event : Examples.complete()) {
            var form = PublicForm.of(new Recorded("ses_1", 3, event));
            assertThat(form)
                    .containsKeys(
                            "id",
                            "seq",
                            "type",
                            "session_id",
                            "workspace_id",
                            "actor",
                            "at",
                            "correlation_id",
                            "causation_id");
            if (event instanceof SessionEvent.TurnEvent) {
                assertThat(form).containsEntry("turn_id", "trn_1");
            }
        }
    }

    @Test
    void anErasedEventKeepsItsTypeAndHasNoContent() {
        for (var event : Examples.complete()) {
            if (!(event instanceof Erased)) {
                var was = event.getClass().getSimpleName();
                var form = PublicForm.of(new Recorded("ses_1", 3, new Erased(event.stamp(), "ses_1", was)));
                assertThat(form)
                        .containsEntry("type", PublicForm.type(event))
                        .containsEntry("erased", true)
                        .doesNotContainKeys("content", "input", "output", "title");
            }
        }
    }

    @Test
    void anUnknownCostIsNullAndNotZero() {
        var unknown = Examples.required().stream()
                .filter(SessionEvent.UsageCounted.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(PublicForm.of(new Recorded("ses_1", 1, unknown))
                        .get("totals")
                        .toString())
                .contains("cost_usd=null");
    }

    private static List<Class<?>> cases(Class<?> sealed) {
        var found = new ArrayList<Class<?>>();
        for (var permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                found.addAll(cases(permitted));
            } else {
                found.add(permitted);
            }
        }
        return found;
    }
}
