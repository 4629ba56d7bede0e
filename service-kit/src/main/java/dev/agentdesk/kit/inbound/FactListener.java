package dev.agentdesk.kit.inbound;

import java.util.List;

/**
 * Hears one topic of another service; one bean per topic and group.
 *
 * <p>Called at least once per fact, in order per stream. The offset is committed after it returns. A throw makes the
 * fact come again with growing pauses and holds its partition, except a {@link dev.agentdesk.kit.problem.Rejection}
 * that can never succeed: that parks the fact with its reason and the partition goes on. Types that it doesn't know it
 * ignores.
 */
public interface FactListener {

    String topic();

    /** Several topics instead of the one, where what follows is the same for all of them. */
    default List<String> topics() {
        return List.of(topic());
    }

    /**
     * A name for a consumer group of its own, beside that of the service: several listeners may hear one topic, each at
     * its own pace. Empty: the group of the service.
     */
    default String group() {
        return "";
    }

    void on(Fact fact);
}
