package dev.agentdesk.workspace.library;

import dev.agentdesk.kit.store.AggregateType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the library known to the event store. */
@Configuration(proxyBeanMethods = false)
class LibraryConfiguration {

    /** Without snapshots: people edit an entry some hundred times at most. */
    @Bean
    AggregateType<Entry> entryType() {
        return new AggregateType<>(Entry.class, EntryCommand.NAME, EntryCommand.class, null);
    }
}
