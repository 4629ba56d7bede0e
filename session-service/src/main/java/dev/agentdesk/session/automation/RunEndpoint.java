package dev.agentdesk.session.automation;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.automation.RunEvent.RunRefused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of a run here; asked by trigger-service when it has not heard for a while. */
@RestController
@RequestMapping("/internal/runs/{id}")
final class RunEndpoint {

    /** @param status {@code opened}, {@code running}, {@code finished} or {@code refused} */
    record RunView(
            String runId,
            String status,
            @Nullable String sessionId,
            @Nullable String turnId,
            @Nullable String stopReason,
            @Nullable String code) {}

    private final JdbcClient db;
    private final EventLog log;

    RunEndpoint(JdbcClient db, EventLog log) {
        this.db = db;
        this.log = log;
    }

    @GetMapping
    RunView get(@PathVariable String id) {
        RequestContext.current().principal().requireService();
        if (!Ids.isId("run", id)) {
            throw Rejection.notFound();
        }
        return opened(id).or(() -> refused(id)).orElseThrow(Rejection::notFound);
    }

    private Optional<RunView> opened(String runId) {
        return db.sql("""
                        select session_id, turn_id, stop_reason,
                            case when ended_seq is null then 'running' else 'finished' end as status, 0 as place
                        from turn_summary where run_id = :run
                        union all
                        select session_id, null, null, 'opened', 1 from session_overview where run_id = :run
                        order by place limit 1""")
                .param("run", runId)
                .query((row, n) -> new RunView(
                        runId,
                        row.getString("status"),
                        row.getString("session_id"),
                        row.getString("turn_id"),
                        row.getString("stop_reason"),
                        null))
                .optional();
    }

    private Optional<RunView> refused(String runId) {
        return log.after(runId, 0, 1).stream()
                .map(it -> it.event() instanceof RunRefused refused ? refused.code() : null)
                .findFirst()
                .map(code -> new RunView(runId, "refused", null, null, null, code));
    }
}
