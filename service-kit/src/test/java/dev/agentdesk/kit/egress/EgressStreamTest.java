package dev.agentdesk.kit.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long answers from addresses that users chose. */
class EgressStreamTest {

    private static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

    private final EgressClient rules = new EgressClient(new EgressProperties(List.of(), List.of(80, 443)));
    private final EgressStream out = new EgressStream(rules, Duration.ofSeconds(2));
    private final CompletableFuture<Socket> accepted = new CompletableFuture<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                accepted.complete(server.accept());
            } catch (IOException closed) {
                accepted.completeExceptionally(closed);
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        out.close();
        rules.close();
        server.close();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1/messages");
    }

    private CompletableFuture<String> post(boolean isVouchedFor, CompletableFuture<Void> cancelled) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return out.post(
                        address(),
                        Map.of(),
                        new byte[] {'{', '}'},
                        isVouchedFor,
                        cancelled,
                        (head, body) -> head.status() + " " + new String(body.readNBytes(5), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void answer(String text) throws Exception {
        var socket = accepted.get(5, TimeUnit.SECONDS);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Reads what was sent; then comes the end, or a reset. */
    private static boolean closes(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void callsAPrivateAddressOnlyWhereAnAdministratorVouchesForIt() throws Exception {
        assertThatThrownBy(() -> post(false, NEVER).get(5, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(EgressRefused.class);
        var answer = post(true, NEVER);
        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("200 hello");
        assertThat(closes(accepted.get())).isTrue();
    }

    @Test
    void aCallThatIsCancelledClosesItsConnectionBeforeAnyAnswer() throws Exception {
        var cancelled = new CompletableFuture<Void>();
        var answer = post(true, cancelled);
        var socket = accepted.get(5, TimeUnit.SECONDS);
        cancelled.complete(null);
        assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(closes(socket)).isTrue();
    }

    @Test
    void aCallThatIsCancelledInTheMiddleOfAnAnswerEndsAtOnce() throws Exception {
        var cancelled = new CompletableFuture<Void>();
        var answer = post(true, cancelled);
        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n");
        cancelled.complete(null);
        assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void whoFallsSilentIsGivenUp() throws Exception {
        var answer = post(true, NEVER);
        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n");
        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }
}
