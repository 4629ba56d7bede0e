package dev.agentdesk.session.agents;

import java.math.BigDecimal;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks up what was asked of other agents, and what it costs. */
final class AgentCallRows {

    /**
     * What ended counts with what it and those that it asked in turn have cost; what did not end counts with all that
     * it may cost.
     */
    private static final String SPENT = """
            with recursive asked as (
                select a.budget_usd, t.turn_id, t.ended_at, t.cost_usd from agent_call a
                left join processed_message p on p.message_id = a.message_id
                left join turn_summary t on t.turn_id = p.turn_id
                where a.caller_turn_id = :turn
                union all
                select a.budget_usd, t.turn_id, t.ended_at, t.cost_usd from asked c
                join agent_call a on a.caller_turn_id = c.turn_id
                left join processed_message p on p.message_id = a.message_id
                left join turn_summary t on t.turn_id = p.turn_id
                where c.ended_at is not null)
            select coalesce(sum(coalesce(case when ended_at is null then budget_usd else cost_usd end, 0)), 0)
            from asked""";

    private final JdbcClient db;

    AgentCallRows(JdbcClient db) {
        this.db = db;
    }

    BigDecimal spent(String turnId) {
        return db.sql(SPENT).param("turn", turnId).query(BigDecimal.class).single();
    }

    /** The newest message that one Session gave another one, which it is the parent of. */
    Optional<String> newestMessage(String sessionId, String childId) {
        return db.sql("""
                        select message_id from agent_call where caller_session_id = :session
                            and child_session_id = :child order by seq desc limit 1""")
                .param("session", sessionId)
                .param("child", childId)
                .query(String.class)
                .optional();
    }
}
