package dev.agentdesk.standalone;

import dev.agentdesk.embedded.FreePorts;
import dev.agentdesk.embedded.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts an instance and stays until the process is told to end. */
final class Up {

    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_REASON = 300;
    private static final Logger log = LoggerFactory.getLogger(Up.class);

    private final Console console;
    private final Options options;

    Up(Console console, Options options) {
        this.console = console;
        this.options = options;
    }

    void run() {
        var settings = settings();
        if (Files.notExists(settings.data())) {
            refuseTakenPort(settings);
        }
        var platform = Platform.on(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(platform), "end"));
        refuseTakenPort(settings);
        record(platform, false).write(platform.folder().run());
        try {
            start(platform);
        } catch (RuntimeException e) {
            if (!platform.ending()) {
                throw e;
            }
        }
        waitForTheEnd();
    }

    private PlatformSettings settings() {
        var port = options.port("--port", DEFAULT_PORT);
        var url = options.value("--public-url", "http://localhost:" + port);
        return new PlatformSettings(options.data(), options.value("--address", "127.0.0.1"), port, URI.create(url));
    }

    private static void refuseTakenPort(PlatformSettings settings) {
        try {
            if (!FreePorts.isFree(InetAddress.getByName(settings.address()), settings.port())) {
                throw new Refusal("Port " + settings.port()
                        + " is in use by another program; choose one with \"./agentdesk up --port N\".");
            }
        } catch (UnknownHostException e) {
            throw new Refusal("\"" + settings.address() + "\" is no address of this machine.", e);
        }
    }

    private void start(Platform platform) {
        var began = System.nanoTime();
        console.say("Agentdesk starts on " + platform.folder().root());
        try {
            platform.start(console::step);
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("The start failed", e);
            throw new Refusal(
                    e.getMessage() + ": " + reason(e) + " (more in "
                            + platform.folder().log() + ")",
                    e);
        }
        var administration = new GatewayAdministration(platform);
        new Commands(platform, administration).serve().open();
        handOver(platform, administration.signInLink());
        record(platform, true).write(platform.folder().run());
        console.say(String.format(
                Locale.ROOT,
                "Agentdesk is ready after %.1f s at %s",
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0,
                platform.settings().publicUrl()));
    }

    /** A link that signs in must not end up in a file that others read, as the output of a background process may. */
    private void handOver(Platform platform, String link) {
        if (!options.has("--detached")) {
            console.say("Sign in (once, within 15 minutes): " + link);
            return;
        }
        try {
            PrivateFiles.replace(platform.folder().signInLink(), link + "\n");
        } catch (IOException e) {
            throw new Refusal("The sign-in link can't be written: " + e.getMessage(), e);
        }
    }

    static RunRecord record(Platform platform, boolean ready) {
        var services = new TreeMap<String, RunRecord.ServicePorts>();
        for (var service : Service.values()) {
            services.put(service.id(), ports(platform, service, ready));
        }
        var process = ProcessHandle.current();
        return new RunRecord(
                process.pid(),
                RunRecord.startOf(process),
                platform.settings().port(),
                platform.settings().publicUrl().toString(),
                ready,
                Map.copyOf(services),
                new RunRecord.KafkaAddress(platform.kafka().bootstrap(), "platform"),
                new RunRecord.PostgresAddress(platform.ports().postgres()),
                platform.ports().control());
    }

    private static RunRecord.ServicePorts ports(Platform platform, Service service, boolean ready) {
        var port = service == Service.GATEWAY
                ? platform.settings().port()
                : platform.ports().of(service);
        return new RunRecord.ServicePorts(port, platform.ports().managementOf(service), ready);
    }

    /** The innermost message on one line; some libraries write pages. */
    private static String reason(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var line = String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "…";
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The only shutdown hook: hooks run beside each other, and here the order matters. */
    private static void end(Platform platform) {
        platform.close();
        try {
            Files.deleteIfExists(platform.folder().run());
            Files.deleteIfExists(platform.folder().signInLink());
        } catch (IOException e) {
            log.warn("The run file stays: {}", e.getMessage());
        }
    }
}
