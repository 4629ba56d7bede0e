package dev.agentdesk.kit.readmodel;

import dev.agentdesk.kit.store.Recorded;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows that are a function of the events and of nothing else; a bean of this type is kept in step, can be rebuilt and
 * is compared by {@code verify}.
 *
 * <p>Laws: statements use unqualified table names (a rebuild runs the same bean against another schema), give the same
 * rows when they run twice, and write no {@code now()}, serial or random value. Tables that hold anything else (leases,
 * claims) are no read model.
 */
public interface ReadModel {

    /** When the rows are written. */
    enum Kind {
        /** In the transaction of the append: a GET right after a write sees it. For the resource's own row. */
        INLINE,
        /** Shortly afterwards, at least once, in order per stream. For lists across streams, search, statistics. */
        STREAMING
    }

    /** Unique in the service, kebab-case; also the name of its processor. */
    String name();

    Kind kind();

    /** The tables that it owns; nobody else writes them. */
    List<String> tables();

    /** Brings the rows up to date with one event; events that don't matter are ignored. */
    void apply(Recorded recorded, JdbcClient db);
}
