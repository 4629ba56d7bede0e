package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.terminal.tty.TerminalEvent.TerminalExited;
import dev.agentdesk.terminal.tty.TerminalEvent.TerminalLost;
import dev.agentdesk.terminal.tty.TerminalEvent.TerminalOpened;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table {@code terminal}: one row per terminal that was ever opened. */
@Component
final class TerminalProjection implements ReadModel {

    static final String NAME = "terminal";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("terminal");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (recorded.event() instanceof TerminalEvent event) {
            switch (event) {
                case TerminalOpened e -> open(db, e, recorded.seq());
                case TerminalExited e -> end(db, e, recorded.seq(), e.exitCode(), e.signal(), e.cause(), e.bytes());
                case TerminalLost e -> end(db, e, recorded.seq(), null, null, e.reason(), null);
            }
        }
    }

    private static void open(JdbcClient db, TerminalOpened e, long seq) {
        db.sql("""
                insert into terminal (id, workspace_id, execution_id, generation, node, status, columns, rows,
                                      actor_type, actor_id, opened_at, last_seq)
                values (:id, :workspace, :execution, :generation, :node, 'running', :columns, :rows,
                        :actorType, :actorId, :at, :seq)
                on conflict (id) do nothing""")
                .param("id", e.terminalId())
                .param("workspace", e.workspaceId())
                .param("execution", e.executionId())
                .param("generation", e.generation())
                .param("node", e.node())
                .param("columns", e.columns())
                .param("rows", e.rows())
                .param("actorType", e.stamp().actor().type())
                .param("actorId", e.stamp().actor().id())
                .param("at", Timestamp.from(e.stamp().at()))
                .param("seq", seq)
                .update();
    }

    private static void end(
            JdbcClient db,
            TerminalEvent e,
            long seq,
            @Nullable Integer exitCode,
            @Nullable String signal,
            String reason,
            @Nullable Long bytes) {
        db.sql("""
                update terminal set status = 'exited', exit_code = :code, signal = :signal, reason = :reason,
                    bytes = :bytes, ended_at = :at, last_seq = :seq
                where id = :id and last_seq < :seq""")
                .param("id", e.terminalId())
                .param("code", exitCode)
                .param("signal", signal)
                .param("reason", reason)
                .param("bytes", bytes)
                .param("at", Timestamp.from(e.stamp().at()))
                .param("seq", seq)
                .update();
    }
}
