package dev.agentdesk.terminal.support;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.TerminalService;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A terminal-service in a process of its own, which ends at a fault point by a real signal. */
public final class ChildTerminal implements AutoCloseable {

    private final Process process;
    private final int port;

    private ChildTerminal(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static ChildTerminal start(Map<String, Object> properties, String fault) throws IOException {
        int port = free();
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                TerminalService.class.getName()));
        var all = new HashMap<>(properties);
        all.put("server.port", port);
        all.put("agentdesk.fault", fault);
        all.forEach((name, value) -> line.add("--" + name + "=" + value));
        var process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/child-terminal.log").toFile())
                .start();
        var child = new ChildTerminal(process, port);
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(child::answers);
        return child;
    }

    public ApiClient inner() {
        return ApiClient.of(port, () -> RunningService.token("session-service", Principal.service("session-service")));
    }

    /** Signs as the gateway for an administrator. */
    public ApiClient admin() {
        return ApiClient.of(port, () -> RunningService.token("gateway", Watcher.ADMIN));
    }

    /** Does something during which the process ends. */
    public void expectDeath(Runnable fatal) throws InterruptedException {
        try {
            fatal.run();
        } catch (UncheckedIOException connectionLost) {
            // what is expected: nobody is left to answer
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the process has passed the fault point");
        }
        if (process.exitValue() != 137) {
            throw new AssertionError("it was not killed: " + process.exitValue());
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("the process ended with " + process.exitValue());
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
