package dev.agentdesk.workspace;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.RunningService;
import java.util.List;
import java.util.Map;

/** One running workspace-service for the tests that need nothing of their own from it; ends with the JVM. */
public final class SharedDesk {

    /** Nobody answers there: Workspaces that these tests make are not started. */
    private static final RunningService SERVICE = RunningService.start(
            WorkspaceService.class,
            "workspace-service",
            Map.of("agentdesk.peers.terminal-service", "http://127.0.0.1:1"));

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SERVICE::close));
    }

    private SharedDesk() {}

    public static RunningService service() {
        return SERVICE;
    }

    public static ApiClient admin() {
        return SERVICE.admin();
    }

    /** A member with these scopes. */
    public static ApiClient member(String account, String... scopes) {
        return SERVICE.as(new Principal(account, "user", account, "member", List.of(scopes), null, null));
    }
}
