package dev.agentdesk.kit.inbound;

/**
 * Hears one topic of another service; one bean per topic.
 *
 * <p>Called at least once per fact, in order per stream. The offset is committed after it returns. A throw makes the
 * fact come again with growing pauses and holds its partition, except a {@link dev.agentdesk.kit.problem.Rejection}
 * that can never succeed: that parks the fact with its reason and the partition goes on. Types that it doesn't know it
 * ignores.
 */
public interface FactListener {

    String topic();

    void on(Fact fact);
}
