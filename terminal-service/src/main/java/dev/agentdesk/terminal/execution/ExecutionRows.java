package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.store.DataKeys;
import dev.agentdesk.terminal.sandbox.Node;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables {@code tool_execution} and {@code session_fence}.
 *
 * <p>What a tool was given and what it printed is sealed with the Session's key: erasing the Session makes it
 * unreadable wherever a copy may lie.
 */
@Component
class ExecutionRows {

    private final JdbcClient db;
    private final DataKeys keys;
    private final JsonMapper json;
    private final String node;

    ExecutionRows(JdbcClient db, DataKeys keys, JsonMapper json, Node node) {
        this.db = db;
        this.keys = keys;
        this.json = json;
        this.node = node.id();
    }

    /** What is known of a call. */
    record Known(String id, String inputSha256, long generation, boolean finished, ToolOutcome outcome) {}

    /**
     * Records that the tool is about to start, unless the Session's fence is higher or the call is known already; both
     * are looked at in the one statement that writes.
     */
    boolean begin(String id, String workspaceId, ToolRequest request, String description, Instant at) {
        var sealed = keys.seal(request.sessionId(), description.getBytes(StandardCharsets.UTF_8));
        return db.sql("""
                with fence as (
                    insert into session_fence (session_id, workspace_id, generation)
                    values (:session, :workspace, :generation)
                    on conflict (session_id) do update
                        set generation = greatest(session_fence.generation, excluded.generation)
                    returning generation)
                insert into tool_execution (id, workspace_id, session_id, turn_generation, tool_use_id, node, tool,
                        input_sha256, actor_type, actor_id, state, sealed_input, started_at)
                select :id, :workspace, :session, :generation, :use, :node, :tool, :digest, :actorType, :actorId,
                       'running', :sealed, :at
                from fence where fence.generation = :generation
                on conflict (session_id, tool_use_id) do nothing""")
                        .param("id", id)
                        .param("workspace", workspaceId)
                        .param("session", request.sessionId())
                        .param("generation", request.turnGeneration())
                        .param("use", request.toolUseId())
                        .param("node", node)
                        .param("tool", request.tool())
                        .param("digest", request.digest())
                        .param("actorType", request.by().type())
                        .param("actorId", request.by().id())
                        .param("sealed", sealed)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    void finish(String id, String sessionId, ToolOutcome outcome) {
        var sealed = keys.seal(sessionId, json.writeValueAsBytes(outcome));
        db.sql("""
                update tool_execution set state = 'finished', outcome = :outcome, sealed_outcome = :sealed,
                    exit_code = :exit, signal = :signal, duration_ms = :duration, output_bytes = :bytes,
                    output_sha256 = :sha
                where id = :id and state = 'running'""")
                .param("id", id)
                .param("outcome", outcome.outcome())
                .param("sealed", sealed)
                .param("exit", outcome.exitCode())
                .param("signal", outcome.signal())
                .param("duration", outcome.durationMs())
                .param("bytes", outcome.output().size())
                .param("sha", outcome.output().sha256())
                .update();
    }

    /** What had started and was not seen to end, by a process of this node that is no more. */
    int interruptAll() {
        return db.sql("""
                update tool_execution set state = 'finished', outcome = :outcome
                where state = 'running' and node = :node""")
                .param("outcome", ToolOutcome.INTERRUPTED)
                .param("node", node)
                .update();
    }

    /** A terminal is about to be opened; its command is sealed with the Workspace's key. */
    void beginTerminal(TerminalRun run, String command, String cwd, Instant at) {
        db.sql("""
                insert into tool_execution (id, workspace_id, terminal_id, turn_generation, node, tool, input_sha256,
                        actor_type, actor_id, state, sealed_input, cwd, started_at)
                values (:id, :workspace, :terminal, 0, :node, 'terminal', '', :actorType, :actorId, 'running', :sealed,
                        :cwd, :at)
                on conflict (id) do nothing""")
                .param("id", run.id())
                .param("workspace", run.workspaceId())
                .param("terminal", run.terminalId())
                .param("node", node)
                .param("actorType", run.actor().type())
                .param("actorId", run.actor().id())
                .param("sealed", keys.seal(run.workspaceId(), command.getBytes(StandardCharsets.UTF_8)))
                .param("cwd", cwd)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Harmless to repeat. */
    void finishTerminal(
            String terminalId, @Nullable Integer exitCode, @Nullable String signal, long bytes, Instant at) {
        db.sql("""
                update tool_execution set state = 'finished', outcome = :outcome, exit_code = :code, signal = :signal,
                    output_bytes = :bytes,
                    duration_ms = (extract(epoch from (:at::timestamptz - started_at)) * 1000)::bigint
                where terminal_id = :terminal and state = 'running'""")
                .param("outcome", exitCode == null ? ToolOutcome.INTERRUPTED : ToolOutcome.COMPLETED)
                .param("code", exitCode)
                .param("signal", signal)
                .param("bytes", bytes)
                .param("at", Timestamp.from(at))
                .param("terminal", terminalId)
                .update();
    }

    void eraseTerminals(String workspaceId) {
        db.sql("delete from tool_execution where workspace_id = :workspace and terminal_id is not null")
                .param("workspace", workspaceId)
                .update();
    }

    void interrupt(String id) {
        db.sql("""
                update tool_execution set state = 'finished', outcome = :outcome
                where id = :id and state = 'running'""").param("outcome", ToolOutcome.INTERRUPTED).param("id", id).update();
    }

    /** Raises the fence; answers what it is now. */
    long raise(String sessionId, String workspaceId, long generation) {
        return db.sql("""
                insert into session_fence (session_id, workspace_id, generation)
                values (:session, :workspace, :generation)
                on conflict (session_id) do update
                    set generation = greatest(session_fence.generation, excluded.generation)
                returning generation""")
                .param("session", sessionId)
                .param("workspace", workspaceId)
                .param("generation", generation)
                .query(Long.class)
                .single();
    }

    long fence(String sessionId) {
        return db.sql("select generation from session_fence where session_id = :session")
                .param("session", sessionId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    Optional<Known> find(String sessionId, String toolUseId) {
        return db.sql("select * from tool_execution where session_id = :session and tool_use_id = :use")
                .param("session", sessionId)
                .param("use", toolUseId)
                .query((rs, n) -> known(rs))
                .optional();
    }

    /** The finished calls of a Session, newest first. */
    List<ToolOutcome> finished(String sessionId, int most) {
        return db.sql("""
                select * from tool_execution where session_id = :session and state = 'finished'
                order by id desc limit :most""")
                .param("session", sessionId)
                .param("most", most)
                .query((rs, n) -> known(rs).outcome())
                .list();
    }

    Optional<Execution> execution(String id) {
        return db.sql("select * from tool_execution where id = :id")
                .param("id", id)
                .query((rs, n) -> execution(rs))
                .optional();
    }

    /** The outcome whose output has that digest. */
    Optional<Execution> byOutput(String workspaceId, String sha256) {
        return db.sql("""
                select * from tool_execution where workspace_id = :workspace and output_sha256 = :sha
                order by id limit 1""")
                .param("workspace", workspaceId)
                .param("sha", sha256)
                .query((rs, n) -> execution(rs))
                .optional();
    }

    List<Execution> list(String workspaceId, @Nullable String before, int limit) {
        return db.sql("""
                select * from tool_execution
                where workspace_id = :workspace and (:before::text is null or id < :before)
                order by id desc limit :limit""")
                .param("workspace", workspaceId)
                .param("before", before)
                .param("limit", limit)
                .query((rs, n) -> execution(rs))
                .list();
    }

    List<String> sessions(String workspaceId) {
        return db.sql("select session_id from session_fence where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .query((rs, n) -> rs.getString(1))
                .list();
    }

    /** Removes what a Session ran and printed; its fence stays, closed for ever. */
    void erase(String sessionId, String workspaceId) {
        raise(sessionId, workspaceId, Long.MAX_VALUE);
        db.sql("delete from tool_execution where session_id = :session")
                .param("session", sessionId)
                .update();
    }

    private Known known(ResultSet rs) throws SQLException {
        boolean finished = rs.getString("state").equals("finished");
        long generation = rs.getLong("turn_generation");
        var use = rs.getString("tool_use_id");
        var outcome = open(rs.getString("session_id"), rs.getBytes("sealed_outcome"))
                .map(bytes -> json.readValue(bytes, ToolOutcome.class))
                .orElseGet(() -> ToolOutcome.interrupted(use, generation));
        return new Known(rs.getString("id"), rs.getString("input_sha256"), generation, finished, outcome);
    }

    private Execution execution(ResultSet rs) throws SQLException {
        var session = rs.getString("session_id");
        var command = open(session == null ? rs.getString("workspace_id") : session, rs.getBytes("sealed_input"))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return new Execution(
                rs.getString("id"),
                rs.getString("workspace_id"),
                session,
                rs.getString("tool_use_id"),
                rs.getString("terminal_id"),
                new Actor(rs.getString("actor_type"), rs.getString("actor_id"), null),
                rs.getString("tool"),
                command,
                rs.getString("cwd"),
                rs.getString("state"),
                rs.getString("outcome"),
                (Integer) rs.getObject("exit_code"),
                rs.getString("signal"),
                rs.getTimestamp("started_at").toInstant(),
                (Long) rs.getObject("duration_ms"),
                (Long) rs.getObject("output_bytes"),
                rs.getString("output_sha256"));
    }

    private Optional<byte[]> open(String sessionId, byte @Nullable [] sealed) {
        return sealed == null ? Optional.empty() : keys.open(sessionId, sealed);
    }
}
