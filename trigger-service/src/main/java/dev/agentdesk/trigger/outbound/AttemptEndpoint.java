package dev.agentdesk.trigger.outbound;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.listing.Newest;
import dev.agentdesk.trigger.subscription.Subscriptions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/subscriptions/{id}/attempts} and {@code /api/v1/attempts}: for the owner of the Subscription. */
@RestController
class AttemptEndpoint {

    /**
     * A request to a receiver.
     *
     * @param number of the attempts of this message
     * @param outcome {@code delivered}, {@code failed} (it is tried again) or {@code gave_up}
     * @param status what the receiver answered; null: nothing
     * @param error why there was no answer; null where there was one
     */
    record AttemptView(
            String id,
            String subscriptionId,
            String messageId,
            String eventId,
            String eventType,
            int number,
            Instant at,
            long durationMs,
            String outcome,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Instant nextAt) {

        static AttemptView of(Attempts.Row row) {
            return new AttemptView(
                    row.id(),
                    row.subscriptionId(),
                    row.messageId(),
                    row.eventId(),
                    row.eventType(),
                    row.number(),
                    row.at(),
                    row.durationMs(),
                    row.outcome(),
                    row.status(),
                    row.error(),
                    row.nextAt());
        }
    }

    /** What is sent once more, under the id that it had. */
    record ResendAccepted(String messageId) {}

    private final Subscriptions subscriptions;
    private final Attempts attempts;
    private final Messages messages;

    AttemptEndpoint(Subscriptions subscriptions, Attempts attempts, Messages messages) {
        this.subscriptions = subscriptions;
        this.attempts = attempts;
        this.messages = messages;
    }

    @GetMapping("/api/v1/subscriptions/{id}/attempts")
    Page<AttemptView> list(
            @PathVariable String id, @RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        var subscription = own(caller("automation:read"), id);
        int most = Cursor.limit(limit, Page.MOST);
        var rows = attempts.page(subscription.id(), Newest.after(cursor), most + Newest.ONE_MORE);
        return Newest.page(rows, most, row -> new Newest(row.at(), row.id()), AttemptView::of);
    }

    @PostMapping("/api/v1/attempts/{id}/resend")
    ResponseEntity<ResendAccepted> resend(@PathVariable String id) {
        var principal = caller("automation:replay");
        var attempt = attempts.find(id).orElseThrow(Rejection::notFound);
        if (!own(principal, attempt.subscriptionId()).isActive()) {
            throw new Rejection(ProblemCode.CONFLICT, "Nothing is sent to this subscription now; enable it first.");
        }
        if (!messages.resend(attempt.messageId())) {
            throw new Rejection(ProblemCode.GONE, "The message of this attempt is not kept any more.");
        }
        return ResponseEntity.accepted().body(new ResendAccepted(attempt.messageId()));
    }

    private Subscriptions.Row own(Principal principal, String id) {
        return subscriptions.own(principal, id).orElseThrow(Rejection::notFound);
    }

    private static Principal caller(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
