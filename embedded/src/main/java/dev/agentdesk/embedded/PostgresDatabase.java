package dev.agentdesk.embedded;

/**
 * Where one service keeps its tables: a database and the only role that reaches it.
 *
 * @param url JDBC address without credentials
 */
public record PostgresDatabase(String url, String user, String password) {

    @Override
    public String toString() {
        return "PostgresDatabase[url=" + url + ", user=" + user + "]";
    }
}
