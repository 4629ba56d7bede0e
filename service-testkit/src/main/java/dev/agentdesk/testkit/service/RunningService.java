package dev.agentdesk.testkit.service;

import dev.agentdesk.kit.security.InnerTokens;
import dev.agentdesk.kit.security.KeyFiles;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.infrastructure.TestKeys;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A real service context on a real port; close it to stop it, start another on the same properties for a replica. */
public final class RunningService implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** With a fresh database, the shared broker and the given further properties. */
    public static RunningService start(Class<?> main, String service, Map<String, Object> more) {
        var properties = new HashMap<>(ServiceProperties.of(service));
        properties.putAll(more);
        return start(main, properties);
    }

    public static RunningService start(Class<?> main, Map<String, Object> properties) {
        var arguments = properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return new RunningService(new SpringApplicationBuilder(main).run(arguments));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    /** A client of this service that signs as the gateway for an administrator. */
    public ApiClient admin() {
        return as(new Principal(
                "usr_00000000000000000000000001", "user", "admin", "admin", List.of("admin"), null, null));
    }

    public ApiClient as(Principal principal) {
        return ApiClient.of(port(), () -> token("gateway", principal));
    }

    /** A client that signs as another service of the platform. */
    public ApiClient asService(String service) {
        return ApiClient.of(port(), () -> token(service, Principal.service(service)));
    }

    /** As {@link #asService(String)}, of a replica in another process. */
    public static ApiClient asService(String service, int port) {
        return ApiClient.of(port, () -> token(service, Principal.service(service)));
    }

    public ApiClient anonymous() {
        return ApiClient.of(port(), () -> "");
    }

    /** An inner token as that service would sign it. */
    public static String token(String issuer, Principal principal) {
        var keys = TestKeys.shared();
        var files = new KeyFiles(keys.privateKeyFile(issuer), keys.trusted(), keys.masterKey());
        return new InnerTokens(issuer, files, JsonConfiguration.apiJson(), Clock.systemUTC()).issue(principal);
    }

    @Override
    public void close() {
        context.close();
    }
}
