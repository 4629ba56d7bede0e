package dev.agentdesk.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Creates a service's role and database; running it again changes nothing but the password. */
final class Roles {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    private Roles() {}

    static void ensure(Connection connection, String name, String password) throws SQLException {
        requireSafe(NAME, name, "name");
        requireSafe(PASSWORD, password, "password");
        var verb = exists(connection, "select 1 from pg_roles where rolname = ?", name) ? "alter" : "create";
        try (var statement = connection.createStatement()) {
            statement.execute(verb + " role " + name + " login nosuperuser nocreatedb nocreaterole noreplication"
                    + " connection limit 25 password '" + password + "'");
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database " + name + " owner " + name);
            }
            statement.execute("revoke connect, temporary on database " + name + " from public");
        }
    }

    /** These statements take no parameters, so what goes into them is limited to what needs no quoting. */
    private static void requireSafe(Pattern allowed, String value, String what) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException("The " + what + " of a database must match " + allowed);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
