package dev.agentdesk.terminal.mcp;

import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.terminal.environment.Running;
import dev.agentdesk.terminal.sandbox.Launch;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.sandbox.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The MCP servers that run, one process per server and Workspace, for all Sessions of it. One that has ended is started
 * again by the next call; all end with their Environment.
 */
@Component
class McpServers implements DisposableBean {

    /** Some fetch themselves from a registry when they are first started. */
    private static final Duration START_WITHIN = Duration.ofSeconds(30);

    /** Each is a process tree; a configuration has at most twenty. */
    private static final int MOST_OF_A_WORKSPACE = 20;

    private record Key(String workspaceId, long generation, Map<String, String> variables, ServerSpec spec) {}

    private final Node node;
    private final IdSource ids;
    private final JsonMapper json;
    private final Map<Key, McpServer> running = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    McpServers(Node node, IdSource ids, JsonMapper json) {
        this.node = node;
        this.ids = ids;
        this.json = json;
    }

    /** @throws IOException with words for the agent, if it can't be started or does not shake hands */
    McpServer of(Running where, ServerSpec spec) throws IOException {
        var key = new Key(where.workspaceId(), where.generation(), where.variables(), spec);
        var server = running.get(key);
        return server != null && server.isAlive() ? server : started(key, where, spec);
    }

    /** One start at a time in a Workspace: two first calls get the same one, and nobody else waits. */
    private McpServer started(Key key, Running where, ServerSpec spec) throws IOException {
        var lock = locks.computeIfAbsent(where.workspaceId(), it -> new ReentrantLock());
        lock.lock();
        try {
            return startedAlone(key, where, spec);
        } finally {
            lock.unlock();
        }
    }

    private McpServer startedAlone(Key key, Running where, ServerSpec spec) throws IOException {
        var known = running.get(key);
        if (known != null && known.isAlive()) {
            return known;
        }
        sweep(key);
        var server = start(where, spec);
        running.put(key, server);
        try {
            server.begin(START_WITHIN);
            return server;
        } catch (IOException e) {
            running.remove(key);
            server.end();
            throw e;
        }
    }

    /** Those that ended, those of an earlier start of the Workspace, and those of an earlier configuration. */
    private void sweep(Key next) throws IOException {
        var ofIt = running.entrySet().stream()
                .filter(it -> it.getKey().workspaceId().equals(next.workspaceId()))
                .toList();
        for (var entry : ofIt) {
            var old = entry.getKey();
            boolean replaced = old.generation() != next.generation()
                    || old.spec().name().equals(next.spec().name())
                    || !old.variables().equals(next.variables());
            if (replaced || !entry.getValue().isAlive()) {
                running.remove(old);
                entry.getValue().end();
            }
        }
        if (running.keySet().stream()
                        .filter(it -> it.workspaceId().equals(next.workspaceId()))
                        .count()
                >= MOST_OF_A_WORKSPACE) {
            throw new IOException("there are " + MOST_OF_A_WORKSPACE + " servers already");
        }
    }

    private McpServer start(Running where, ServerSpec spec) throws IOException {
        var id = ids.mint("exe");
        var variables = new HashMap<>(where.variables());
        variables.putAll(spec.variables());
        var process = node.launcher()
                .startToTalkTo(
                        new Launch(
                                id,
                                where.workspaceId(),
                                where.folder(),
                                where.user(),
                                where.network(),
                                variables,
                                where.limits(),
                                spec.program()),
                        ProcessBuilder.Redirect.DISCARD);
        return new McpServer(process, ProcessTree.ofLaunch(id), json);
    }

    @Override
    public void destroy() {
        running.values().forEach(McpServer::end);
    }
}
