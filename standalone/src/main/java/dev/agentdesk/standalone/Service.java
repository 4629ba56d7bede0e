package dev.agentdesk.standalone;

import java.util.List;

/** The five services, in the order in which they start. */
public enum Service {
    WORKSPACE("workspace-service", "workspace", "dev.agentdesk.workspace.WorkspaceService"),
    TERMINAL("terminal-service", "terminal", "dev.agentdesk.terminal.TerminalService"),
    SESSION("session-service", "session", "dev.agentdesk.session.SessionService"),
    TRIGGER("trigger-service", "automation", "dev.agentdesk.trigger.TriggerService"),
    GATEWAY("gateway", "gateway", "dev.agentdesk.gateway.Gateway");

    private final String id;
    private final String database;
    private final String application;

    Service(String id, String database, String application) {
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

    Class<?> application() {
        try {
            return Class.forName(application);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those behind the gateway. */
    static List<Service> inner() {
        return List.of(WORKSPACE, TERMINAL, SESSION, TRIGGER);
    }
}
