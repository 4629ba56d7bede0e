package dev.agentdesk.standalone;

import dev.agentdesk.gateway.Gateway;
import dev.agentdesk.session.SessionService;
import dev.agentdesk.terminal.TerminalService;
import dev.agentdesk.trigger.TriggerService;
import dev.agentdesk.workspace.WorkspaceService;
import java.util.List;

/** The five services, in the order in which they start. */
public enum Service {
    WORKSPACE("workspace-service", "workspace", WorkspaceService.class),
    TERMINAL("terminal-service", "terminal", TerminalService.class),
    SESSION("session-service", "session", SessionService.class),
    TRIGGER("trigger-service", "automation", TriggerService.class),
    GATEWAY("gateway", "gateway", Gateway.class);

    private final String id;
    private final String database;
    private final Class<?> application;

    Service(String id, String database, Class<?> application) {
        this.id = id;
        this.database = database;
        this.application = application;
    }

    /** The name by which it is known everywhere: configuration file, tokens, addresses. */
    public String id() {
        return id;
    }

    /** Its database and the role that owns it. */
    String database() {
        return database;
    }

    /** The Spring application, which is also its main class where it is a process of its own. */
    Class<?> application() {
        return application;
    }

    /** Those behind the gateway. */
    static List<Service> inner() {
        return List.of(WORKSPACE, TERMINAL, SESSION, TRIGGER);
    }
}
