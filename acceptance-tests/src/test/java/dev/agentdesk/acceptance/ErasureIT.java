package dev.agentdesk.acceptance;

import static dev.agentdesk.acceptance.Journey.bash;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Once a Workspace is erased, no file of the data folder holds anything of what was said and done in it. */
class ErasureIT {

    private static final List<String> DATABASES = List.of("workspace", "terminal", "session", "automation", "gateway");

    private static PlatformProcess platform;
    private static Journey journey;

    @BeforeAll
    static void start() {
        platform = SharedPlatform.get();
        journey = new Journey(platform.api());
    }

    @Test
    void leavesNothingOfTheContentAndEverythingOfTheOrder() throws Exception {
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        var workspace = journey.createWorkspace("Forgettable");
        var session = open(workspace, canary);
        journey.watchToTheEnd(session);
        assertThat(journey.file(workspace, "kept.txt")).contains(canary);
        assertThat(filesWith(canary)).isNotEmpty();
        var ids = journey.ids(session);
        var stored = storedEvents(session);

        var erase = journey.api().post("/api/v1/workspaces/" + workspace + "/erase", null);
        assertThat(erase.status()).as(erase.text()).isEqualTo(202);
        journey.awaitWorkspace(workspace, "erased");
        vacuum();

        assertThat(filesWith(canary)).isEmpty();
        assertThat(storedEvents(session).subList(0, stored.size())).isEqualTo(stored);
        assertThat(stored).containsSubsequence(ids);
    }

    /** A message, the input and the output of a tool, a file, an answer kept for repeats. */
    private static String open(String workspace, String canary) {
        var answer = journey.api()
                .post(
                        "/api/v1/workspaces/" + workspace + "/sessions",
                        Journey.json(Map.of(
                                "message", "Remember " + canary + ".\n" + bash("echo " + canary + " | tee kept.txt"))),
                        "Idempotency-Key",
                        "erase-" + workspace);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    /** The ids of a Session's events, in order, from the table itself. */
    private static List<String> storedEvents(String session) throws SQLException {
        try (var database = DriverManager.getConnection(url("session"), "postgres", platform.secret("postgres"));
                var query = database.prepareStatement("select public_id from domain_event"
                        + " where aggregate_identifier = ? order by sequence_number")) {
            query.setString(1, session);
            var ids = new ArrayList<String>();
            var rows = query.executeQuery();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private static void vacuum() throws SQLException {
        for (var name : DATABASES) {
            try (var database = DriverManager.getConnection(url(name), "postgres", platform.secret("postgres"));
                    var statement = database.createStatement()) {
                statement.execute("vacuum full");
                statement.execute("checkpoint");
            }
        }
    }

    private static String url(String database) {
        var port = platform.record().path("postgres").path("port").asInt();
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static List<Path> filesWith(String canary) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(platform.data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (holds(file, canary.getBytes(StandardCharsets.UTF_8))) {
                    found.add(platform.data().relativize(file));
                }
            }
        }
        return found;
    }

    private static boolean holds(Path file, byte[] wanted) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var content = ByteBuffer.allocate((int) channel.size());
            while (content.hasRemaining() && channel.read(content) >= 0) {
                continue;
            }
            return indexOf(content.array(), wanted) >= 0;
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
    }

    private static int indexOf(byte[] content, byte[] wanted) {
        for (int from = 0; from <= content.length - wanted.length; from++) {
            int same = 0;
            while (same < wanted.length && content[from + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return from;
            }
        }
        return -1;
    }
}
