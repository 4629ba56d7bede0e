package dev.agentdesk.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.coyote.CloseNowException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HookBodyFilterTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicReference<HttpServletRequest> passed = new AtomicReference<>();
    private final AtomicReference<byte[]> body = new AtomicReference<>();

    @Test
    void handsAWholeBodyOn() throws Exception {
        pass(request("{\"a\":1}".getBytes(StandardCharsets.UTF_8)), 0);

        assertThat(body.get()).isEqualTo("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(HookBodyFilter.dropped(passed.get())).isNull();
    }

    @Test
    void dropsWhatIsTooLargeAndSaysSo() throws Exception {
        var response = pass(request(new byte[HookBodyFilter.LARGEST + 1]), 0);

        assertThat(body.get()).isEmpty();
        assertThat(HookBodyFilter.dropped(passed.get())).isEqualTo("too-large");
        assertThat(response.getHeader("Connection")).isEqualTo("close");
    }

    @Test
    void dropsWhatTakesTooLongAndEndsTheConnection() {
        assertThatThrownBy(() -> pass(request(new byte[100]), HookBodyFilter.PATIENCE.toNanos() + 1))
                .isInstanceOf(CloseNowException.class);

        assertThat(body.get()).isEmpty();
        assertThat(HookBodyFilter.dropped(passed.get())).isEqualTo("too-slow");
    }

    @Test
    void leavesOtherPathsAlone() throws Exception {
        var request = new MockHttpServletRequest("POST", "/api/v1/workspaces");

        new HookBodyFilter(now::get)
                .doFilter(request, new MockHttpServletResponse(), (r, s) -> passed.set((HttpServletRequest) r));

        assertThat(passed.get()).isSameAs(request);
    }

    /** Each look at the clock finds that much time gone by. */
    private MockHttpServletResponse pass(MockHttpServletRequest request, long step) throws Exception {
        var response = new MockHttpServletResponse();
        new HookBodyFilter(() -> now.getAndAdd(step)).doFilter(request, response, (r, s) -> {
            passed.set((HttpServletRequest) r);
            body.set(r.getInputStream().readAllBytes());
        });
        return response;
    }

    private static MockHttpServletRequest request(byte[] content) {
        var request = new MockHttpServletRequest("POST", "/hooks/con_1/x");
        request.setContent(content);
        return request;
    }
}
