package dev.agentdesk.terminal.attach;

import dev.agentdesk.terminal.tty.Step;
import dev.agentdesk.terminal.tty.Viewer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One WebSocket of a viewer: a thread of its own sends what the viewer is to see, as slowly as it reads; what comes in
 * is passed on.
 */
final class TerminalSocket extends Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalSocket.class);

    /** Who neither answers pings nor reads for so long is gone. */
    private static final long SILENT_MILLIS = 60_000;

    private static final int LONGEST_INPUT = 64 * 1024;
    private static final int LONGEST_MESSAGE = 4_096;

    private static final int UNREADABLE = 1003;

    private final Door door;
    private final Watching watching;
    private final JsonMapper json;
    private volatile @Nullable Viewer viewer;
    private volatile @Nullable Thread sender;

    TerminalSocket(Door door, Watching watching, JsonMapper json) {
        this.door = door;
        this.watching = watching;
        this.json = json;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxBinaryMessageBufferSize(LONGEST_INPUT);
        session.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
        var properties = session.getUserProperties();
        properties.put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", SILENT_MILLIS);
        properties.put("org.apache.tomcat.websocket.READ_IDLE_TIMEOUT_MS", SILENT_MILLIS);
        switch (door) {
            case Door.Closed closed -> close(session, closed.code(), closed.reason());
            case Door.Open open -> open(session, open);
        }
    }

    private void open(Session session, Door.Open open) {
        var joined = watching.join(open);
        if (joined.isEmpty()) {
            boolean full = watching.isFull(open);
            close(session, full ? 4429 : 4404, full ? "Too many watch this terminal." : "This terminal has ended.");
            return;
        }
        var who = joined.get();
        viewer = who;
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) bytes -> input(who, bytes));
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> message(who, text));
        sender = Thread.ofVirtual().name("viewer-" + open.terminalId()).start(() -> send(session, who));
    }

    private void send(Session session, Viewer who) {
        try {
            var remote = session.getBasicRemote();
            while (session.isOpen()) {
                switch (who.next()) {
                    case Step.Message message -> remote.sendText(json.writeValueAsString(message.body()));
                    case Step.Output output -> remote.sendBinary(ByteBuffer.wrap(output.bytes()));
                    case Step.Ping ping -> remote.sendPing(ByteBuffer.allocate(0));
                    case Step.Close last -> {
                        close(session, last.code(), last.reason());
                        return;
                    }
                }
            }
        } catch (IOException | IllegalStateException gone) {
            // The session may be closed between two looks at it.
            LOG.debug("a viewer is gone", gone);
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        } finally {
            watching.leave(who);
        }
    }

    private static void input(Viewer who, ByteBuffer bytes) {
        try {
            var copy = new byte[bytes.remaining()];
            bytes.get(copy);
            who.input(copy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void message(Viewer who, String text) {
        try {
            obey(who, json.readTree(text));
        } catch (JacksonException unreadable) {
            who.close(UNREADABLE, "This is no message of " + Watching.PROTOCOL + ".");
        }
    }

    private static void obey(Viewer who, JsonNode message) {
        switch (message.path("t").asString("")) {
            case "attach" ->
                who.attach(
                        message.path("from").isIntegralNumber()
                                ? message.path("from").asLong()
                                : null);
            case "resize" ->
                who.resize(message.path("cols").asInt(0), message.path("rows").asInt(0));
            case "ack" -> acknowledge(who, message);
            case "drive" -> who.drive();
            default -> LOG.debug("a message of a newer client is ignored");
        }
    }

    private static void acknowledge(Viewer who, JsonNode message) {
        if (message.path("offset").isIntegralNumber()) {
            who.acknowledge(message.path("offset").asLong());
        } else {
            who.acknowledgeMore(message.path("n").asLong(0));
        }
    }

    private static void close(Session session, int code, String reason) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException gone) {
            LOG.debug("a viewer is gone", gone);
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        end();
    }

    @Override
    public void onError(Session session, Throwable failure) {
        LOG.debug("a viewer's connection failed", failure);
        end();
    }

    private void end() {
        var who = viewer;
        if (who != null) {
            watching.leave(who);
        }
        var sending = sender;
        if (sending != null && sending != Thread.currentThread()) {
            sending.interrupt();
        }
    }
}
