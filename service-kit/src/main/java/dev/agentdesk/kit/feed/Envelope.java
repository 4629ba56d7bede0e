package dev.agentdesk.kit.feed;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.store.Recorded;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every public event begins with, whatever stream it stands in. */
public final class Envelope {

    private Envelope() {}

    /** @param about the ids of what the event belongs to, beside its Workspace: {@code session_id}, {@code turn_id} */
    public static Map<String, @Nullable Object> of(Recorded recorded, String type, Map<String, String> about) {
        var stamp = recorded.event().stamp();
        var form = new LinkedHashMap<String, @Nullable Object>();
        form.put("id", stamp.id());
        form.put("seq", recorded.seq());
        form.put("type", type);
        form.putAll(about);
        form.put("workspace_id", stamp.workspaceId());
        form.put("actor", actor(stamp.actor()));
        form.put("at", stamp.at());
        form.put("correlation_id", stamp.correlationId());
        form.put("causation_id", stamp.causationId());
        return form;
    }

    /** Members without a value are left out. */
    public static Map<String, Object> compact(Map<String, @Nullable Object> form) {
        var kept = new LinkedHashMap<String, Object>();
        form.forEach((name, value) -> {
            if (value != null) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    private static Map<String, Object> actor(Actor actor) {
        var form = new LinkedHashMap<String, @Nullable Object>();
        form.put("type", actor.type());
        form.put("id", actor.id());
        form.put("on_behalf_of", actor.onBehalfOf());
        return compact(form);
    }
}
