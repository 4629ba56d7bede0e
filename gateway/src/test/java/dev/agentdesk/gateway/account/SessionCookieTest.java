package dev.agentdesk.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.gateway.edge.EdgeProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SessionCookieTest {

    @Test
    void isBoundToTheHostAndToTlsWhereThereIsTls() {
        var cookie =
                cookie("https://desk.example").with("s", Duration.ofDays(1)).toString();
        assertThat(cookie)
                .startsWith("__Host-agentdesk=s;")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void isNotSharedByTwoInstancesOnOneMachine() {
        assertThat(cookie("http://localhost:8080").with("s", Duration.ofDays(1)).getName())
                .isNotEqualTo(cookie("http://localhost:8090")
                        .with("s", Duration.ofDays(1))
                        .getName());
    }

    @Test
    void givesEachSessionItsOwnCsrfToken() {
        var cookie = cookie("http://localhost:8080");
        assertThat(cookie.csrfToken("a")).isEqualTo(cookie.csrfToken("a")).isNotEqualTo(cookie.csrfToken("b"));
    }

    private static SessionCookie cookie(String publicUrl) {
        return new SessionCookie(new EdgeProperties(
                URI.create(publicUrl), List.of(), DataSize.ofMegabytes(2), DataSize.ofGigabytes(10)));
    }
}
