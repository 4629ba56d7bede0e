package dev.agentdesk.session.publishing;

import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import java.util.function.Consumer;

/** One topic and what is done with its facts. */
record Hearing(String topic, Consumer<Fact> then) implements FactListener {

    @Override
    public void on(Fact fact) {
        then.accept(fact);
    }
}
