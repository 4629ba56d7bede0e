package dev.agentdesk.standalone;

import java.net.URI;
import java.nio.file.Path;

/**
 * How one instance runs.
 *
 * @param data its folder; two instances never share one
 * @param address that the gateway listens on
 * @param port of the gateway, the only public one
 * @param publicUrl under which people reach it
 */
public record PlatformSettings(Path data, String address, int port, URI publicUrl) {

    private static final String THIS_MACHINE = "127.0.0.1";

    /** Reached from this machine only. */
    public static PlatformSettings local(Path data, int port) {
        return new PlatformSettings(data, THIS_MACHINE, port, URI.create("http://localhost:" + port));
    }
}
