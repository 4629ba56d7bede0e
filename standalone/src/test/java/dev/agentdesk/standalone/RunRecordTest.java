package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {

    @TempDir
    private Path folder;

    @Test
    void isReadAsItWasWritten() {
        var record = of(ProcessHandle.current());
        record.write(folder.resolve("run.json"));

        assertThat(RunRecord.read(folder.resolve("run.json"))).contains(record);
    }

    @Test
    void namesItsFieldsForOtherPrograms() throws Exception {
        of(ProcessHandle.current()).write(folder.resolve("run.json"));

        var text = Json.MAPPER.readTree(Files.readString(folder.resolve("run.json")));
        assertThat(text.at("/services/gateway/management_port").asInt()).isEqualTo(2);
        assertThat(text.at("/ready").asBoolean()).isTrue();
        assertThat(text.at("/kafka/bootstrap").asString()).isEqualTo("127.0.0.1:3");
    }

    @Test
    void knowsThatItsProcessLives() {
        assertThat(of(ProcessHandle.current()).alive()).isTrue();
    }

    @Test
    void isNotTakenInByAnotherProcessWithTheSameNumber() {
        var mine = of(ProcessHandle.current());
        var before = new RunRecord(
                mine.pid(), mine.started() - 60_000, 1, "", true, Map.of(), mine.kafka(), mine.postgres(), 5);

        assertThat(before.alive()).isFalse();
    }

    @Test
    void isOfNobodyWhenThereIsNoFile() {
        assertThat(RunRecord.read(folder.resolve("run.json"))).isEmpty();
    }

    private static RunRecord of(ProcessHandle process) {
        return new RunRecord(
                process.pid(),
                RunRecord.startOf(process),
                1,
                "http://localhost:1",
                true,
                Map.of("gateway", new RunRecord.ServicePorts(1, 2, true)),
                new RunRecord.KafkaAddress("127.0.0.1:3", "platform"),
                new RunRecord.PostgresAddress(4),
                5);
    }
}
