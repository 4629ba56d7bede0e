package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    private Path folder;

    @Test
    void areRemembered() {
        var first = Ports.remembered(folder.resolve("ports.json"));

        var second = Ports.remembered(folder.resolve("ports.json"));

        assertThat(second.kafka()).isEqualTo(first.kafka());
        assertThat(second.postgres()).isEqualTo(first.postgres());
        assertThat(second.of(Service.SESSION)).isEqualTo(first.of(Service.SESSION));
    }

    @Test
    void differFromEachOther() {
        var ports = Ports.remembered(folder.resolve("ports.json"));
        var seen = new HashSet<Integer>();

        for (var service : Service.values()) {
            assertThat(seen.add(ports.managementOf(service))).isTrue();
        }
        for (var service : Service.inner()) {
            assertThat(seen.add(ports.of(service))).isTrue();
        }
        assertThat(seen.add(ports.kafka())).isTrue();
        assertThat(seen.add(ports.kafkaController())).isTrue();
        assertThat(seen.add(ports.postgres())).isTrue();
        assertThat(seen.add(ports.control())).isTrue();
    }

    @Test
    void areReplacedWhereSomebodyElseHasTakenThem() throws Exception {
        var first = Ports.remembered(folder.resolve("ports.json"));
        try (var taken = new ServerSocket(first.kafka(), 1, InetAddress.getLoopbackAddress())) {
            var second = Ports.remembered(folder.resolve("ports.json"));

            assertThat(second.kafka()).isNotEqualTo(taken.getLocalPort());
            assertThat(second.postgres()).isEqualTo(first.postgres());
        }
    }

    @Test
    void areChosenAnewWhenTheFileIsDamaged() throws Exception {
        Files.writeString(folder.resolve("ports.json"), "{\"kafka\": ");

        assertThat(Ports.remembered(folder.resolve("ports.json")).kafka()).isPositive();
    }
}
