package dev.agentdesk.trigger.subscription;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RepeatedAnswer;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.kit.web.Versions;
import dev.agentdesk.trigger.listing.Newest;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.CreateSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.DeleteSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.EditSubscription;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/subscriptions}: for the account that made them, and administrators. */
@RestController
@RequestMapping("/api/v1/subscriptions")
class SubscriptionEndpoint {

    /** Each of them is looked at for every fact. */
    private static final int MOST_PER_OWNER = 50;

    private final Commands commands;
    private final Subscriptions subscriptions;
    private final SubscriptionForms forms;
    private final SubscriptionSecrets secrets;
    private final Stamps stamps;
    private final IdSource ids;
    private final JsonMapper json;

    SubscriptionEndpoint(
            Commands commands,
            Subscriptions subscriptions,
            SubscriptionForms forms,
            SubscriptionSecrets secrets,
            Stamps stamps,
            IdSource ids,
            JsonMapper json) {
        this.commands = commands;
        this.subscriptions = subscriptions;
        this.forms = forms;
        this.secrets = secrets;
        this.stamps = stamps;
        this.ids = ids;
        this.json = json;
    }

    @PostMapping
    ResponseEntity<SubscriptionView> create(@RequestBody SubscriptionRequest body, HttpServletRequest request) {
        var principal = caller("automation:write");
        if (subscriptions.count(principal.account()) >= MOST_PER_OWNER) {
            throw new Rejection(ProblemCode.CONFLICT, "An account has at most " + MOST_PER_OWNER + " subscriptions.");
        }
        var id = ids.mint("sub");
        var made = forms.made(id, body, principal);
        commands.send(new CreateSubscription(stamps.ofRequest(), id, principal.isAdmin(), made.settings()));
        var created = own(principal, id);
        var shown = secrets.shown(created);
        RepeatedAnswer.keep(request, json.writeValueAsBytes(SubscriptionView.of(created, shown, null)));
        return ResponseEntity.created(URI.create("/api/v1/subscriptions/" + id))
                .eTag(Versions.tag(created.version()))
                .body(SubscriptionView.of(created, shown, made.secret()));
    }

    @GetMapping
    Page<SubscriptionView> list(@RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        int most = Cursor.limit(limit, Page.MOST);
        var rows = subscriptions.page(caller("automation:read"), Newest.after(cursor), most + Newest.ONE_MORE);
        return Newest.page(
                rows,
                most,
                row -> new Newest(row.createdAt(), row.id()),
                row -> SubscriptionView.of(row, secrets.shown(row), null));
    }

    @GetMapping("/{id}")
    ResponseEntity<SubscriptionView> get(@PathVariable String id) {
        return answer(own(caller("automation:read"), id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<SubscriptionView> edit(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody SubscriptionRequest body) {
        var principal = caller("automation:write");
        var change = forms.change(own(principal, id), body, principal);
        commands.send(new EditSubscription(stamps.ofRequest(), id, Versions.expected(ifMatch), change));
        return answer(own(principal, id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        own(caller("automation:write"), id);
        commands.send(new DeleteSubscription(stamps.ofRequest(), id, Versions.expected(ifMatch)));
        return ResponseEntity.noContent().build();
    }

    private Subscriptions.Row own(Principal principal, String id) {
        return subscriptions.own(principal, id).orElseThrow(Rejection::notFound);
    }

    private ResponseEntity<SubscriptionView> answer(Subscriptions.Row row) {
        return ResponseEntity.ok()
                .eTag(Versions.tag(row.version()))
                .body(SubscriptionView.of(row, secrets.shown(row), null));
    }

    private static Principal caller(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
