package dev.agentdesk.kit.readmodel;

import dev.agentdesk.kit.store.Recorded;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** All events of the service in commit order, in batches; what a rebuild reads. */
public interface Replay {

    /** A batch and the position behind it; an empty batch is the head. */
    record Batch(List<Recorded> events, @Nullable TrackingToken position) {}

    Batch after(@Nullable TrackingToken position);
}
