package dev.agentdesk.kit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;

class AskingTest {

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void asksAgainAfterAnAnswerThatBrokeOff() {
        assertThat(Asking.idempotent("neighbour", () -> {
                    if (calls.incrementAndGet() < 3) {
                        throw new RestClientException("Error while extracting response", new IOException("closed"));
                    }
                    return "whole";
                }))
                .isEqualTo("whole");
    }

    @Test
    void saysThatANeighbourIsAwayWhenItNeverAnswers() {
        assertThatThrownBy(() -> Asking.idempotent("neighbour", () -> {
                    calls.incrementAndGet();
                    throw new ResourceAccessException("no route");
                }))
                .isInstanceOf(PeerUnavailable.class);
        assertThat(calls).hasValue(3);
    }
}
