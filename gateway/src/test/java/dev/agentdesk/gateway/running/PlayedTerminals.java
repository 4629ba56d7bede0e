package dev.agentdesk.gateway.running;

import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** A real WebSocket server in the place of the terminal service: echoes, floods or closes as it is told by text. */
public final class PlayedTerminals implements AutoCloseable {

    public static final String SUBPROTOCOL = "agentdesk.terminal.v1";

    public static final List<Map<String, List<String>>> HANDSHAKES = new CopyOnWriteArrayList<>();
    public static final List<String> QUERIES = new CopyOnWriteArrayList<>();
    public static final Set<Session> OPEN = ConcurrentHashMap.newKeySet();
    public static final List<CloseReason> CLOSED = new CopyOnWriteArrayList<>();

    private static final int LARGEST = 1 << 20;

    private final Tomcat tomcat = new Tomcat();

    public PlayedTerminals() {
        try {
            tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
            tomcat.setPort(0);
            var context = tomcat.addContext("", null);
            Tomcat.addServlet(context, "default", new DefaultServlet());
            context.addServletMappingDecoded("/", "default");
            context.addServletContainerInitializer(new WsSci(), Set.of(Terminal.class));
            tomcat.getConnector();
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One attached viewer. */
    @ServerEndpoint(
            value = "/api/v1/terminals/{id}/attach",
            subprotocols = SUBPROTOCOL,
            configurator = PlayedTerminals.Remembering.class)
    public static class Terminal {

        @OnOpen
        public void open(Session session) {
            session.setMaxBinaryMessageBufferSize(LARGEST);
            session.setMaxTextMessageBufferSize(LARGEST);
            QUERIES.add(String.valueOf(session.getQueryString()));
            OPEN.add(session);
        }

        @OnClose
        public void close(Session session, CloseReason reason) {
            OPEN.remove(session);
            CLOSED.add(reason);
        }

        @OnMessage
        public void text(String text, Session session) throws IOException {
            switch (text) {
                case "flood" -> Thread.ofVirtual().start(() -> flood(session));
                case "close" -> session.close(new CloseReason(() -> 4409, "taken over"));
                default -> session.getBasicRemote().sendText(text);
            }
        }

        @OnMessage
        public void binary(ByteBuffer bytes, Session session) throws IOException {
            session.getBasicRemote().sendBinary(bytes);
        }

        private static void flood(Session session) {
            Consumer<ByteBuffer> send = bytes -> {
                try {
                    session.getBasicRemote().sendBinary(bytes);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            };
            try {
                while (session.isOpen()) {
                    send.accept(ByteBuffer.allocate(LARGEST));
                }
            } catch (RuntimeException gone) {
                OPEN.remove(session);
            }
        }
    }

    /** Keeps the headers of each handshake. */
    public static class Remembering extends ServerEndpointConfig.Configurator {

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(request.getHeaders());
            HANDSHAKES.add(headers);
        }
    }
}
