package dev.agentdesk.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Looks for ports that nobody listens on. What is free now may be taken later: the caller must cope. */
public final class FreePorts {

    /**
     * Below the range that the system gives to outgoing connections: a port there may be taken while its server is
     * down, even by the very client that tries to reach it.
     */
    private static final int FIRST = 12_000;

    private static final int AFTER_LAST = 32_000;
    private static final int ATTEMPTS = 200;

    private FreePorts() {}

    /** A port of the loopback address that nobody listens on at this moment. */
    public static int next() {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            if (isFree(InetAddress.getLoopbackAddress(), port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + AFTER_LAST);
    }

    /** Whether a server could listen on this port of this address now. */
    public static boolean isFree(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
