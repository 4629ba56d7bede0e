package dev.agentdesk.terminal.support;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.terminal.TerminalService;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** A terminal-service for a test, which can be ended and started again on the same database and folder. */
public final class Terminal implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger(1);

    private final Workspaces workspaces = new Workspaces();
    private final Path root;
    private final Map<String, Object> properties;
    private RunningService service;

    private Terminal(Map<String, Object> more) {
        try {
            root = Files.createTempDirectory("agentdesk-terminal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties = new HashMap<>(ServiceProperties.of("terminal-service"));
        properties.put("agentdesk.peers.workspace-service", workspaces.url());
        properties.put("agentdesk.terminal.root", root.resolve("workspaces").toString());
        properties.put("agentdesk.terminal.grace", "500ms");
        properties.putAll(more);
        openFor(root);
        service = RunningService.start(TerminalService.class, properties);
    }

    /** One for all tests of a run that need none of their own; ended with the run. */
    public static Terminal shared() {
        return Shared.of("", Map.of());
    }

    /** As {@link #shared}, with this isolation at most. */
    public static Terminal ofTier(String tier) {
        return Shared.of(tier, Map.of("agentdesk.terminal.strongest-tier", tier));
    }

    /** Alone in its consumer group: those that are shared would take some of its facts. */
    public static Terminal alone() {
        Shared.end();
        return start();
    }

    private static final class Shared {

        private static final Map<String, Terminal> RUNNING = new ConcurrentHashMap<>();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Shared::end));
        }

        static Terminal of(String name, Map<String, Object> more) {
            return RUNNING.computeIfAbsent(name, it -> start(more));
        }

        static void end() {
            RUNNING.values().forEach(Terminal::close);
            RUNNING.clear();
        }
    }

    public static Terminal start() {
        return new Terminal(Map.of());
    }

    public static Terminal start(Map<String, Object> more) {
        return new Terminal(more);
    }

    /** The users of the Workspaces must be able to reach their folders by name in tier T0. */
    private static void openFor(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void restart() {
        service.close();
        service = RunningService.start(TerminalService.class, properties);
    }

    public Map<String, Object> properties() {
        return properties;
    }

    public RunningService service() {
        return service;
    }

    public Workspaces workspaces() {
        return workspaces;
    }

    public Path root() {
        return root.resolve("workspaces");
    }

    public ApiClient admin() {
        return service.admin();
    }

    /** As session-service and workspace-service call it. */
    public ApiClient inner() {
        return service.asService("session-service");
    }

    /** A new Workspace that is not started. */
    public String workspace(String environment) {
        int number = NUMBER.getAndIncrement();
        var id = "wrk_%026d".formatted(number);
        workspaces.put(id, "desk-" + number, environment);
        return id;
    }

    /** A new Workspace whose Environment is ready. */
    public String running() {
        return running("{}");
    }

    public String running(String environment) {
        var id = workspace(environment);
        var answer = inner().put("/internal/environments/" + id, "{\"generation\":1}");
        if (answer.status() != 200 || !answer.json().path("status").asString().equals("ready")) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return id;
    }

    /** A cause for what a test asks for directly. */
    public static Stamp stamp(String workspace) {
        var id = "evt_%026d".formatted(NUMBER.getAndIncrement());
        return new Stamp(id, Instant.parse("2026-01-01T00:00:00Z"), Actor.PLATFORM, workspace, "cor_1", null, 0);
    }

    public static String session() {
        return "ses_%026d".formatted(NUMBER.getAndIncrement());
    }

    /** Runs one tool of a turn. */
    public ApiClient.Answer tool(
            String workspace, String session, long generation, String use, String tool, Map<String, Object> input) {
        return tool(inner(), workspace, session, generation, use, tool, input);
    }

    public ApiClient.Answer tool(
            ApiClient inner,
            String workspace,
            String session,
            long generation,
            String use,
            String tool,
            Map<String, Object> input) {
        var body = new HashMap<String, Object>();
        body.put("session_id", session);
        body.put("turn_generation", generation);
        body.put("tool_use_id", use);
        body.put("tool", tool);
        body.put("input", input);
        body.put("timeout", "PT20S");
        return inner.post(
                "/internal/environments/" + workspace + "/tools",
                JsonMapper.shared().writeValueAsString(body));
    }

    /** What a command printed. */
    public String bash(String workspace, String command) {
        return tool(workspace, session(), 1, "use-" + NUMBER.getAndIncrement(), "bash", Map.of("command", command))
                .json()
                .path("output")
                .path("head")
                .asString();
    }

    @Override
    public void close() {
        service.close();
        workspaces.close();
        try (var temporary = Beneath.folder(root.getParent())) {
            temporary.delete(RelativePath.parse(root.getFileName().toString()), any -> true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
