package dev.agentdesk.testkit.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The MCP project's own reference server, {@code @modelcontextprotocol/server-everything}, fetched by npm once per
 * machine; also as a running server over streamable HTTP.
 */
public final class EverythingServer implements AutoCloseable {

    private static final String VERSION = "2026.8.31";
    private static final String ENTRY = "node_modules/@modelcontextprotocol/server-everything/dist/index.js";
    private static final Duration FETCHED_WITHIN = Duration.ofMinutes(3);
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private EverythingServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * The folder with {@code node_modules}.
     *
     * @throws Unavailable if there is no npm here, or it can't fetch the server
     */
    public static synchronized Path folder() throws Unavailable {
        var folder = Path.of(System.getProperty("user.home"), ".cache", "agentdesk-tests", "everything-" + VERSION);
        if (!Files.exists(folder.resolve(ENTRY))) {
            fetch(folder);
        }
        return folder;
    }

    /** The script to be run by node, below {@link #folder()}. */
    public static String entry() {
        return ENTRY;
    }

    public static EverythingServer start() throws Unavailable {
        int port = freePort();
        var process = run(folder(), List.of("node", ENTRY, "streamableHttp"), port);
        var server = new EverythingServer(process, port);
        long deadline = System.nanoTime() + STARTED_WITHIN.toNanos();
        while (!server.answers()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                server.close();
                throw new Unavailable("server-everything does not start over HTTP");
            }
            pause();
        }
        return server;
    }

    /** {@code host:port}, as {@code egress.private-allow} takes it. */
    public String authority() {
        return "127.0.0.1:" + port;
    }

    public String url() {
        return "http://" + authority() + "/mcp";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Why it can't be had here. */
    public static final class Unavailable extends Exception {

        Unavailable(String why) {
            super(why);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void fetch(Path folder) throws Unavailable {
        try {
            Files.createDirectories(folder);
            var npm = run(
                    folder,
                    List.of(
                            "npm",
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "@modelcontextprotocol/server-everything@" + VERSION),
                    0);
            if (!npm.waitFor(FETCHED_WITHIN.toSeconds(), TimeUnit.SECONDS) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new Unavailable("npm can't fetch server-everything here");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while npm fetched server-everything");
        }
    }

    private static Process run(Path folder, List<String> command, int port) throws Unavailable {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PORT", Integer.toString(port));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Unavailable("there is no " + command.getFirst() + " here");
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
