package dev.agentdesk.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/sessions/", "/hooks/con_1/a%20b/c.d", "/api/v1/x/...", "/api/v1/a..b"})
    void takesPathsThatMeanTheSameToEverybody(String path) {
        assertThat(Surface.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sessions/../../../internal/verify",
                "/api/v1/sessions/%2e%2e/internal",
                "/api/v1/sessions/.%2E/x",
                "/api/v1/sessions;a=b/x",
                "/api/v1//internal",
                "/api/v1/a%2Fb",
                "/api/v1/a\\b",
                "/api/v1/a%5cb",
                "/api/v1/a%00",
                "/api/v1/.",
                "/api/v1/..",
                "api/v1"
            })
    void refusesPathsThatAnotherReaderCouldTakeForOthers(String path) {
        assertThat(Surface.isPlain(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/setup",
                "GET /api/v1/me",
                "GET /api/v1/auth/links/redeem",
                "POST /api/v1/shared/x",
                "GET /api/v1/problems/x"
            })
    void isClosedButForAFewPaths(String request) {
        assertThat(Surface.isOpen(request.split(" ")[0], request.split(" ")[1])).isFalse();
    }
}
