package dev.agentdesk.testkit.infrastructure;

import dev.agentdesk.embedded.PostgresDatabase;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The servers that the tests of one JVM share: started when first needed, gone when the JVM ends.
 *
 * <p>They are embedded, or containers when the system property {@code agentdesk.infrastructure} is {@code containers};
 * without a Docker engine the tests that ask are then skipped with a sentence. Databases are never shared, topics are:
 * a test that reads a topic must look for its own keys. A test that stops a server starts one of its own with
 * {@link OwnServers}.
 */
public final class Infrastructure {

    private static final AtomicInteger databases = new AtomicInteger();

    private Infrastructure() {}

    /** A fresh, empty database whose name begins with {@code name}, and a role that owns it. */
    public static PostgresDatabase database(String name) {
        var base = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return servers().create(base + "_" + databases.incrementAndGet());
    }

    public static KafkaAccess kafka() {
        return servers().kafka();
    }

    private static Servers servers() {
        return Engine.containersWanted() ? Containers.shared() : Embedded.shared();
    }
}
