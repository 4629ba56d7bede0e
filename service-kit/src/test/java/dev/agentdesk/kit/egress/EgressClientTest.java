package dev.agentdesk.kit.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressClientTest {

    private final AtomicInteger reached = new AtomicInteger();
    private HttpServer inside;

    @BeforeEach
    void start() throws IOException {
        inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext("/", exchange -> {
            reached.incrementAndGet();
            if (exchange.getRequestURI().getPath().equals("/moved")) {
                exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data");
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write("0123456789".getBytes());
            }
            exchange.close();
        });
        inside.start();
    }

    @AfterEach
    void stop() {
        inside.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://017700000001/",
                "http://0/",
                "http://0.0.0.0/",
                "http://10.0.0.1/",
                "http://10.255.255.255/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.0.1/",
                "http://100.64.0.1/",
                "http://100.127.255.255/",
                "http://169.254.169.254/",
                "http://169.254.0.1/",
                "http://198.18.0.1/",
                "http://192.0.0.1/",
                "http://192.0.2.1/",
                "http://203.0.113.1/",
                "http://198.51.100.1/",
                "http://224.0.0.1/",
                "http://239.255.255.255/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[fe80::1]/",
                "http://[fc00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[ff02::1]/",
                "http://[2001:db8::1]/",
                "http://[2002:7f00:1::]/",
                "http://[fec0::1]/",
                "http://[100::1]/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "http://localhost/",
                "https://localhost/",
                "http://LOCALHOST/",
                "http://user@example.com/",
                "http://user:pass@127.0.0.1/",
                "http://example.com@127.0.0.1/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "jar:http://example.com!/",
                "http:///x",
                "http://example.com:22/",
                "http://example.com:5432/",
                "http://example.com:9092/",
                "http://example.com:8080/",
            })
    void refusesWhatIsNotPublic(String address) {
        try (var client = new EgressClient(new EgressProperties(List.of(), List.of(80, 443)))) {
            assertThatThrownBy(() -> client.call("GET", URI.create(address), Map.of(), null, 100))
                    .isInstanceOf(EgressRefused.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isNotFooledByANameThatAnswersDifferentlyTheSecondTime() throws IOException {
        var asked = new AtomicInteger();
        EgressClient.Names lying = name ->
                new InetAddress[] {asked.getAndIncrement() == 0 ? InetAddress.ofLiteral("93.184.216.34") : loopback()};
        var first = lying.resolve("rebinding.example");
        assertThat(PublicAddresses.isPublic(first[0])).isTrue();
        try (var client = new EgressClient(new EgressProperties(List.of(), List.of(port())), lying)) {
            assertThatThrownBy(() -> client.call("GET", at("rebinding.example", "/"), Map.of(), null, 100))
                    .isInstanceOf(EgressRefused.class);
        }
        assertThat(reached).hasValue(0);
    }

    @Test
    void refusesANameOfWhichOneAddressIsPrivate() throws IOException {
        EgressClient.Names mixed = name -> new InetAddress[] {InetAddress.ofLiteral("93.184.216.34"), loopback()};
        try (var client = new EgressClient(new EgressProperties(List.of(), List.of(port())), mixed)) {
            assertThatThrownBy(() -> client.call("GET", at("mixed.example", "/"), Map.of(), null, 100))
                    .isInstanceOf(EgressRefused.class);
        }
        assertThat(reached).hasValue(0);
    }

    @Test
    void callsWhatTheAdministratorAllowsAndFollowsNoRedirect() throws IOException {
        try (var client = allowed()) {
            var answer = client.call("GET", at("localhost", "/moved"), Map.of(), null, 100);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.headers()).containsKey("location");
        }
        assertThat(reached).hasValue(1);
    }

    @Test
    void endsAnAnswerThatIsTooLarge() throws IOException {
        try (var client = allowed()) {
            assertThat(client.call("GET", at("localhost", "/"), Map.of(), null, 10)
                            .body())
                    .hasSize(10);
            assertThatThrownBy(() -> client.call("GET", at("localhost", "/"), Map.of(), null, 9))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(EgressRefused.class);
        }
    }

    private EgressClient allowed() {
        return new EgressClient(new EgressProperties(List.of("localhost:" + port()), List.of(80)));
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + port() + path);
    }

    private int port() {
        return inside.getAddress().getPort();
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
