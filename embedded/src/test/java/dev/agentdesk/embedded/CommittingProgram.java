package dev.agentdesk.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.CountDownLatch;

/** Starts a server, commits one row and waits to be killed. */
final class CommittingProgram {

    static final String COMMITTED = "committed";

    private CommittingProgram() {}

    public static void main(String[] arguments) throws Exception {
        var settings =
                new PostgresSettings(Path.of(arguments[0]), Integer.parseInt(arguments[1]), arguments[2], true, false);
        var database = new EmbeddedPostgresServer(settings).start().database("left_over", arguments[3]);
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create table kept (word text)");
            statement.execute("insert into kept values ('yes')");
        }
        System.out.println(COMMITTED);
        new CountDownLatch(1).await();
    }
}
