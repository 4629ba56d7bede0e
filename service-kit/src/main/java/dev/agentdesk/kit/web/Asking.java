package dev.agentdesk.kit.web;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How the failures of an inner call are told apart: refused, absent, or not reachable. */
public final class Asking {

    /** A retry at once helps against a restart or a lost connection, more would only add load. */
    private static final int TRIES = 3;

    private static final JsonMapper JSON = JsonMapper.shared();

    private Asking() {}

    /**
     * Runs an idempotent call, up to three times where the neighbour can't be reached.
     *
     * @throws Rejection what the neighbour refused, with its code
     * @throws PeerUnavailable if it can't be reached or fails
     */
    public static <T> T idempotent(String peer, Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(peer, call);
            } catch (PeerUnavailable e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** As {@link #idempotent}, without retries. */
    public static <T> T once(String peer, Supplier<T> call) {
        try {
            return call.get();
        } catch (RestClientResponseException e) {
            throw refused(peer, e);
        } catch (RestClientException e) {
            // Not reached, or an answer that broke off or can't be read.
            throw new PeerUnavailable(peer, e);
        }
    }

    /** As {@link #idempotent}; a 404 is empty. */
    public static <T> Optional<T> find(String peer, Supplier<T> call) {
        try {
            return Optional.ofNullable(idempotent(peer, call));
        } catch (Rejection e) {
            if (e.code() == ProblemCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static RuntimeException refused(String peer, RestClientResponseException answer) {
        int status = answer.getStatusCode().value();
        if (status >= 500 || status == 401) {
            return new PeerUnavailable(peer, status);
        }
        try {
            var problem = JSON.readTree(answer.getResponseBodyAsByteArray());
            var code = problem.path("code").asString("");
            return Arrays.stream(ProblemCode.values())
                    .filter(known -> known.code().equals(code))
                    .findFirst()
                    .<RuntimeException>map(
                            known -> new Rejection(known, problem.path("detail").asString("")))
                    .orElseGet(() -> new PeerUnavailable(peer, status));
        } catch (JacksonException e) {
            return new PeerUnavailable(peer, status);
        }
    }
}
