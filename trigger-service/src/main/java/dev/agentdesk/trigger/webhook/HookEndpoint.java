package dev.agentdesk.trigger.webhook;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.Problems;
import dev.agentdesk.trigger.connector.ConnectorSecrets;
import dev.agentdesk.trigger.connector.Connectors;
import dev.agentdesk.trigger.connector.Door;
import dev.agentdesk.trigger.signature.Proven;
import dev.agentdesk.trigger.signature.SignatureCheck;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /hooks/{connector}/{path…}}: the door that needs no sign-in.
 *
 * <p>Cheap refusals first: rate of the address, connector, size, type; then the body is read, the signature compared,
 * the JSON looked at, the Delivery appended; then the answer. Routing comes later and elsewhere.
 */
@RestController
class HookEndpoint {

    private final Connectors connectors;
    private final ConnectorSecrets secrets;
    private final HookRates rates;
    private final HookDoor door;
    private final Rejections rejections;
    private final EventLog log;
    private final Clock clock;

    HookEndpoint(
            Connectors connectors,
            ConnectorSecrets secrets,
            HookRates rates,
            HookDoor door,
            Rejections rejections,
            EventLog log,
            Clock clock) {
        this.connectors = connectors;
        this.secrets = secrets;
        this.rates = rates;
        this.door = door;
        this.rejections = rejections;
        this.log = log;
        this.clock = clock;
    }

    /** A connector that takes webhooks. */
    private record Host(Connectors.Row connector, Door door) {}

    @RequestMapping(
            path = "/hooks/{connectorId}/{*rest}",
            method = {RequestMethod.POST, RequestMethod.PUT})
    ResponseEntity<Map<String, Object>> take(HttpServletRequest http) throws IOException {
        var request = HookRequest.of(http);
        Host host = null;
        try {
            rates.knock(request.address());
            host = host(request.connectorId());
            return take(host, request, http);
        } catch (HookRefused e) {
            rejections.count(request, e, host != null);
            return refusal(e, http, request);
        }
    }

    private ResponseEntity<Map<String, Object>> take(Host host, HookRequest request, HttpServletRequest http)
            throws IOException {
        if (!host.connector().enabled()) {
            throw new HookRefused(ProblemCode.FORBIDDEN, "disabled", "This connector is switched off.");
        }
        checkBeforeBody(request);
        rates.enter(host.connector().id());
        var body = body(http);
        var scheme = host.door().resolved();
        prove(host, request, body);
        var json = HookBody.json(request.contentType(), body);
        var handshake = Handshake.answer(scheme, request, json);
        if (handshake.isPresent()) {
            return ResponseEntity.ok(handshake.get());
        }
        var hook = Hook.of(request, scheme, body, json);
        return accepted(door.take(host.connector(), hook, body.length));
    }

    private static void checkBeforeBody(HookRequest request) {
        if ("too-large".equals(request.refused())) {
            throw HookBody.tooLarge();
        }
        if ("too-slow".equals(request.refused())) {
            throw HookBody.tooSlow();
        }
        HookBody.checkSize(request.contentLength());
        HookBody.checkType(request);
    }

    /** What was deleted is gone for good, so that its senders stop. */
    private Host host(String id) {
        var connector = connectors.find(id);
        if (connector.isPresent()) {
            var found = connector.get();
            return Optional.ofNullable(found.door())
                    .map(d -> new Host(found, d))
                    .orElseThrow(HookEndpoint::unknown);
        }
        if (log.lastSeq(id) > 0) {
            throw new HookRefused(ProblemCode.GONE, "deleted", "This connector was deleted; stop sending.");
        }
        throw unknown();
    }

    private static HookRefused unknown() {
        return new HookRefused(ProblemCode.NOT_FOUND, "unknown", "There is no such connector.");
    }

    private static byte[] body(HttpServletRequest http) throws IOException {
        try {
            return HookBody.read(http.getInputStream());
        } catch (SocketTimeoutException e) {
            throw HookBody.tooSlow();
        }
    }

    private void prove(Host host, HookRequest request, byte[] body) {
        var known = secrets.of(host.connector().id(), host.door());
        var proven = new SignatureCheck(host.door().resolved(), known).of(request.letter(body), clock.instant());
        switch (proven) {
            case Proven.Refused refused -> throw HookRefused.unproven(refused.reason());
            case Proven.Accepted accepted -> note(accepted.secretId());
        }
    }

    private void note(@Nullable String secretId) {
        if (secretId != null) {
            secrets.matched(secretId);
        }
    }

    private static ResponseEntity<Map<String, Object>> accepted(HookDoor.Taken taken) {
        var body = new LinkedHashMap<String, Object>();
        body.put("delivery_id", taken.deliveryId());
        if (taken.duplicateOf() != null) {
            body.put("duplicate_of", taken.duplicateOf());
        }
        if (taken.conflictsWith() != null) {
            body.put("conflicts_with", taken.conflictsWith());
        }
        return ResponseEntity.accepted().body(body);
    }

    private ResponseEntity<Map<String, Object>> refusal(
            HookRefused refused, HttpServletRequest http, HookRequest request) {
        if (refused.code() != ProblemCode.RATE_LIMITED) {
            rates.refused(request.address());
        }
        var answer = ResponseEntity.status(refused.code().status())
                .contentType(MediaType.parseMediaType(Problems.MEDIA_TYPE))
                .header("Cache-Control", "no-store");
        if (refused.code().retryable()) {
            answer.header("Retry-After", "1");
        }
        return answer.body(Problems.body(http, refused.code(), refused.detail(), List.of()));
    }
}
