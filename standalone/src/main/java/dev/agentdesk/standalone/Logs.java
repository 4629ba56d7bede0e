package dev.agentdesk.standalone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends what all parts of the program log to one file. */
final class Logs {

    private Logs() {}

    /** Call it before any class that has a logger is used: the first logger decides for all. */
    static void to(Path file) {
        System.setProperty("agentdesk.log", file.toString());
        // Each context would set up the logging of the whole program anew, beside the others.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
