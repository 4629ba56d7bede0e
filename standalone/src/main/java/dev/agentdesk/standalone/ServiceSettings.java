package dev.agentdesk.standalone;

import dev.agentdesk.embedded.PostgresDatabase;
import java.util.HashMap;
import java.util.Map;

/** What the launcher tells each service; in separate processes the same keys come from files and the environment. */
final class ServiceSettings {

    /** A broker that was killed may have lost what it had acknowledged; repeats carry the same ids and are harmless. */
    private static final String REPUBLISHED_AFTER_A_KILL = "PT10M";

    private static final String LOOPBACK = "http://127.0.0.1:";

    private final PlatformSettings platform;
    private final DataFolder folder;
    private final Secrets secrets;
    private final Ports ports;
    private final Map<String, String> kafka;
    private final boolean killed;

    /** @param killed whether the last instance on this folder did not end by itself */
    ServiceSettings(
            PlatformSettings platform,
            DataFolder folder,
            Secrets secrets,
            Ports ports,
            Map<String, String> kafka,
            boolean killed) {
        this.platform = platform;
        this.folder = folder;
        this.secrets = secrets;
        this.ports = ports;
        this.kafka = kafka;
        this.killed = killed;
    }

    Map<String, Object> of(Service service, PostgresDatabase database) {
        var settings = new HashMap<String, Object>();
        settings.put("spring.config.name", service.id());
        settings.put("spring.main.register-shutdown-hook", false);
        addresses(service, settings);
        servers(database, settings);
        settings.put("agentdesk.service", service.id());
        settings.put("agentdesk.node-id", service.id() + "-standalone");
        settings.put("agentdesk.steal-claims", true);
        if (killed) {
            settings.put("agentdesk.republish", REPUBLISHED_AFTER_A_KILL);
        }
        if (service == Service.TERMINAL) {
            settings.put("agentdesk.terminal.root", folder.of(service).toString());
        }
        settings.put(
                "agentdesk.keys.private-key-file", secrets.privateKey(service).toString());
        settings.put("agentdesk.keys.trusted-dir", secrets.trusted().toString());
        settings.put("agentdesk.keys.master-key-file", secrets.masterKey().toString());
        return settings;
    }

    private void addresses(Service service, Map<String, Object> settings) {
        boolean outer = service == Service.GATEWAY;
        settings.put("server.address", outer ? platform.address() : "127.0.0.1");
        settings.put("server.port", outer ? platform.port() : ports.of(service));
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.port", ports.managementOf(service));
        settings.put("agentdesk.public-url", platform.publicUrl().toString());
        for (var peer : Service.inner()) {
            settings.put("agentdesk.peers." + peer.id(), LOOPBACK + ports.of(peer));
        }
    }

    private void servers(PostgresDatabase database, Map<String, Object> settings) {
        settings.put("spring.datasource.url", database.url());
        settings.put("spring.datasource.username", database.user());
        settings.put("spring.datasource.password", database.password());
        kafka.forEach((name, value) -> settings.put("spring.kafka.properties." + name, value));
        settings.put("spring.kafka.bootstrap-servers", kafka.getOrDefault("bootstrap.servers", ""));
    }
}
