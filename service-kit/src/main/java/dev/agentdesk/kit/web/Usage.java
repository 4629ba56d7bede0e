package dev.agentdesk.kit.web;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database of this service takes on the disk. */
public final class Usage {

    /** Enough to see what grows. */
    private static final int LARGEST = 5;

    /**
     * Bytes of one database.
     *
     * @param events of the event store, with its indexes
     * @param largest its largest tables, with their indexes
     */
    public record Database(long bytes, long events, List<Table> largest) {}

    public record Table(String name, long bytes) {}

    private final JdbcClient db;

    Usage(JdbcClient db) {
        this.db = db;
    }

    public Database database() {
        return new Database(
                bytes("pg_database_size(current_database())"),
                bytes("pg_total_relation_size('public.domain_event')"),
                largest());
    }

    private long bytes(String expression) {
        return db.sql("select " + expression).query(Long.class).single();
    }

    private List<Table> largest() {
        return db.sql("select relname, pg_total_relation_size(oid) as bytes from pg_class"
                        + " where relkind = 'r' and relnamespace = 'public'::regnamespace order by 2 desc, 1 limit "
                        + LARGEST)
                .query((row, n) -> new Table(row.getString(1), row.getLong(2)))
                .list();
    }
}
