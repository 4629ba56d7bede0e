package dev.agentdesk.session.runner;

import dev.agentdesk.session.acp.Program;
import dev.agentdesk.session.conversation.Digest;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Under which name an agent program knows a Session of ours: the table {@code agent_session}. */
final class ProgramSessions {

    private final JdbcClient db;

    ProgramSessions(JdbcClient db) {
        this.db = db;
    }

    /** Empty where another program worked on it last. */
    Optional<String> find(String sessionId, Program program) {
        return db.sql("select agent_session from agent_session where session_id = :session and program = :program")
                .param("session", sessionId)
                .param("program", digest(program))
                .query(String.class)
                .optional();
    }

    void remember(String sessionId, Program program, String agentSession) {
        db.sql("""
                insert into agent_session (session_id, program, agent_session) values (:session, :program, :name)
                on conflict (session_id) do update set program = excluded.program,
                    agent_session = excluded.agent_session""")
                .param("session", sessionId)
                .param("program", digest(program))
                .param("name", agentSession)
                .update();
    }

    private static String digest(Program program) {
        return Digest.of(String.join("\0", program.command()));
    }
}
