package dev.agentdesk.testkit.infrastructure;

import dev.agentdesk.embedded.PostgresDatabase;
import java.util.HashMap;
import java.util.Map;

/**
 * All that a service needs to start in a test: a fresh database, the broker, keys, ephemeral ports.
 *
 * <p>For {@code new SpringApplicationBuilder(Main.class).properties(…)} or a {@code DynamicPropertyRegistry}.
 */
public final class ServiceProperties {

    private ServiceProperties() {}

    /** For this service (its module's name) with a fresh database and the shared broker. */
    public static Map<String, Object> of(String service) {
        return of(service, Infrastructure.database(service), Infrastructure.kafka());
    }

    /** For this service with a given database and broker; call it twice for two replicas. */
    public static Map<String, Object> of(String service, PostgresDatabase database, KafkaAccess kafka) {
        var properties = new HashMap<String, Object>();
        properties.put("spring.config.name", service);
        properties.put("server.port", 0);
        properties.put("management.server.port", 0);
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.user());
        properties.put("spring.datasource.password", database.password());
        kafka.clientProperties().forEach((name, value) -> properties.put("spring.kafka.properties." + name, value));
        properties.put("spring.kafka.bootstrap-servers", kafka.bootstrap());
        // A consumer that stops waits for the broker's last answer, and in tests they stop often.
        properties.put("spring.kafka.consumer.properties.fetch.max.wait.ms", 250);
        var keys = TestKeys.shared();
        properties.put(
                "agentdesk.keys.private-key-file", keys.privateKeyFile(service).toString());
        properties.put("agentdesk.keys.trusted-dir", keys.trusted().toString());
        properties.put("agentdesk.keys.master-key-file", keys.masterKey().toString());
        return properties;
    }
}
