package dev.agentdesk.kit.feed;

import dev.agentdesk.kit.store.Recorded;
import java.util.List;
import java.util.Map;

/** How a service shows its stored events: each has exactly one public form, with the members of {@link Envelope}. */
public interface PublicForms {

    /** The public forms of a page, in its order. */
    List<Map<String, Object>> of(List<Recorded> page);

    /** The stored type names behind a public type; empty if there is no such type. */
    List<String> storedTypes(String publicType);

    /** Whether events before one of this type have lost their content, so that no copy of them may be kept. */
    boolean erases(String publicType);
}
