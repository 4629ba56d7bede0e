package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.EventTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregate and the stored names of its events. */
@Configuration(proxyBeanMethods = false)
public class TerminalConfiguration {

    /** Adds the events of terminals to what this service stores. */
    public static EventTypes.Builder register(EventTypes.Builder types) {
        return types.type(TerminalEvent.TerminalOpened.class, "TerminalOpened", 1)
                .type(TerminalEvent.TerminalExited.class, "TerminalExited", 1)
                .type(TerminalEvent.TerminalLost.class, "TerminalLost", 1);
    }

    @Bean
    AggregateType<Terminal> terminalType() {
        return new AggregateType<>(Terminal.class, TerminalCommand.NAME, TerminalCommand.class, null);
    }
}
