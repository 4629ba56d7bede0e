package dev.agentdesk.kit.store;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * A migration that seals texts which stood in the clear: {@code title} becomes {@code sealed_title}, in each row with
 * the key of its scope. The old column goes, and the table is written anew, so that no page of it holds the old texts.
 */
public final class SealColumns implements JavaMigration {

    /**
     * @param old what reads the old column as text
     * @param form the text as it is sealed today, so that a rebuilt row is the same; null where there is nothing to
     *     seal
     */
    public record Column(String name, String old, Function<String, @Nullable String> form) {

        /** Of type text, sealed as it is. */
        public static Column text(String name) {
            return new Column(name, name, text -> text);
        }
    }

    private final String version;
    private final String table;
    private final String scope;
    private final List<Column> columns;
    private final SealedTexts seals;

    /** @param scope the primary key of the table, also the scope of the texts */
    public SealColumns(String version, String table, String scope, List<Column> columns, SealedTexts seals) {
        this.version = version;
        this.table = table;
        this.scope = scope;
        this.columns = List.copyOf(columns);
        this.seals = seals;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (var statement = context.getConnection().createStatement()) {
            for (var column : columns) {
                statement.execute("alter table " + table + " add column sealed_" + column.name() + " bytea");
                seal(context, column);
                statement.execute("alter table " + table + " drop column " + column.name());
            }
            // Any change of a type writes the whole table; dropping a column alone leaves its bytes in every page.
            statement.execute(
                    "alter table " + table + " alter column " + scope + " type text using " + scope + " || ''");
        }
    }

    private void seal(Context context, Column column) throws SQLException {
        var connection = context.getConnection();
        try (var select = connection.prepareStatement("select " + scope + ", " + column.old() + " from " + table
                        + " where " + column.name() + " is not null");
                var update = connection.prepareStatement(
                        "update " + table + " set sealed_" + column.name() + " = ? where " + scope + " = ?");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                var text = column.form().apply(rows.getString(2));
                if (text != null) {
                    update.setBytes(1, seals.seal(rows.getString(1), text));
                    update.setString(2, rows.getString(1));
                    update.executeUpdate();
                }
            }
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(version);
    }

    @Override
    public String getDescription() {
        return "seal texts of " + table;
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
