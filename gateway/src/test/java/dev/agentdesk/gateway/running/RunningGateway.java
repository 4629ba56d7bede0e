package dev.agentdesk.gateway.running;

import dev.agentdesk.gateway.Gateway;
import dev.agentdesk.gateway.account.ServiceTokens;
import dev.agentdesk.gateway.account.SignInLinks;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gateway on a real port and a real database, with every service played by one {@link PlayedService}. */
public final class RunningGateway implements AutoCloseable {

    private final RunningService service;

    private RunningGateway(RunningService service) {
        this.service = service;
    }

    public static RunningGateway before(String services) {
        return with(ServiceProperties.of("gateway"), services, Map.of());
    }

    /** The same database again makes a second replica. */
    public static RunningGateway with(Map<String, Object> database, String services, Map<String, Object> more) {
        var properties = new HashMap<>(database);
        for (var peer : List.of("workspace-service", "session-service", "terminal-service", "trigger-service")) {
            properties.put("agentdesk.peers." + peer, services);
        }
        properties.putAll(more);
        return new RunningGateway(RunningService.start(Gateway.class, properties));
    }

    public int port() {
        return service.port();
    }

    public <T> T bean(Class<T> type) {
        return service.bean(type);
    }

    /** A new token of the administrator with these scopes; all without any. */
    public String token(String... scopes) {
        return bean(ServiceTokens.class).localAdministratorToken(List.of(scopes));
    }

    public String signInCode() {
        var link = bean(SignInLinks.class).newLink();
        return link.substring(link.indexOf("#code=") + "#code=".length());
    }

    public ApiClient admin() {
        return with(token());
    }

    public ApiClient with(String token) {
        return ApiClient.of(port(), () -> token);
    }

    public ApiClient anonymous() {
        return with("");
    }

    @Override
    public void close() {
        service.close();
    }
}
