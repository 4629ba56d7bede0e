package dev.agentdesk.standalone;

import dev.agentdesk.embedded.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What an instance says about itself in {@code run.json}, for commands and for programs; it holds no secret.
 *
 * <p>The file may outlive the instance when that is killed: {@link #alive()} tells.
 *
 * @param started milliseconds at which the process started, as the system reports it; with the pid it names one process
 * @param ready whether every part answered when this was written
 */
record RunRecord(
        long pid,
        long started,
        int port,
        String url,
        boolean ready,
        Map<String, ServicePorts> services,
        KafkaAddress kafka,
        PostgresAddress postgres,
        int controlPort) {

    /** The system reckons start times from the boot, by a clock that may have been set since. */
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(10);

    /** Where one service answers. */
    record ServicePorts(int port, int managementPort, boolean ready) {}

    /** Where producers connect; their credentials come from {@code ./agentdesk token --kafka}. */
    record KafkaAddress(String bootstrap, String username) {}

    record PostgresAddress(int port) {}

    static Optional<RunRecord> read(Path file) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readString(file), RunRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new Refusal(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The instance that runs on this folder now. */
    static Optional<RunRecord> running(DataFolder folder) {
        return read(folder.run()).filter(RunRecord::alive);
    }

    void write(Path file) {
        try {
            PrivateFiles.replace(file, Json.MAPPER.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new Refusal(file + " can't be written: " + e.getMessage(), e);
        }
    }

    /** The same instance, seen later. */
    RunRecord with(boolean nowReady, Map<String, ServicePorts> nowServices) {
        return new RunRecord(pid, started, port, url, nowReady, nowServices, kafka, postgres, controlPort);
    }

    boolean alive() {
        return process().isPresent();
    }

    /** The process that wrote this, and no other that got its number later. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isMe);
    }

    private boolean isMe(ProcessHandle process) {
        return Math.abs(startOf(process) - started) <= CLOCK_CORRECTION.toMillis();
    }

    static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
