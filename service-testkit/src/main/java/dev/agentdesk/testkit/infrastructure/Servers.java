package dev.agentdesk.testkit.infrastructure;

import dev.agentdesk.embedded.PostgresDatabase;

/** One PostgreSQL and one Kafka, wherever they come from; each starts when it is first asked for. */
interface Servers {

    /** A database that did not exist before, with this name. */
    PostgresDatabase create(String name);

    KafkaAccess kafka();
}
