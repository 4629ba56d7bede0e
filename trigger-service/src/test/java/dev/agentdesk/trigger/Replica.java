package dev.agentdesk.trigger;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** trigger-service in a process of its own, whose clock goes wrong as it is told to, and that can be killed. */
final class Replica implements AutoCloseable {

    private final Process process;
    private final Path clock;

    private Replica(Process process, Path clock) {
        this.process = process;
        this.clock = clock;
    }

    /** The clock of such a process: the real one and the seconds that stand in a file. */
    static final class WrongClock {

        @Bean
        @Primary
        Clock wrongClock() {
            return new Shifted(Path.of(System.getProperty("replica.clock")));
        }
    }

    private static final class Shifted extends Clock {

        private final Path file;

        private Shifted(Path file) {
            this.file = file;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            try {
                var shift = Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
                return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1))
                        .instant()
                        .plusSeconds(shift);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(TriggerService.class, WrongClock.class).run(arguments);
    }

    static Replica start(String name, Path folder, Map<String, Object> properties, long shift) throws IOException {
        var clock = folder.resolve(name + ".clock");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dreplica.clock=" + clock,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Replica.class.getName()));
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        command.add("--agentdesk.node-id=" + name);
        shift(clock, shift);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/replica-" + name + ".log"))
                .start();
        return new Replica(process, clock);
    }

    void shift(Duration from) throws IOException {
        shift(clock, from.toSeconds());
    }

    /** As a whole: a clock never reads half a number. */
    private static void shift(Path clock, long seconds) throws IOException {
        var next = clock.resolveSibling(clock.getFileName() + ".next");
        Files.writeString(next, Long.toString(seconds));
        Files.move(next, clock, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
