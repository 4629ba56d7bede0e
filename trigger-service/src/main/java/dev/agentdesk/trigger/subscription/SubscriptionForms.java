package dev.agentdesk.trigger.subscription;

import dev.agentdesk.kit.egress.EgressClient;
import dev.agentdesk.kit.egress.EgressRefused;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.trigger.access.Workspace;
import dev.agentdesk.trigger.access.WorkspaceAccess;
import dev.agentdesk.trigger.signature.Secret;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what people send to what is stored. A secret goes to {@link SubscriptionSecrets} and nowhere else. */
@Component
final class SubscriptionForms {

    private static final int KEY_BYTES = 32;

    /** Settings of a new Subscription, and the secret that was made for it because none was given. */
    record Made(SubscriptionSettings settings, @Nullable String secret) {}

    private final EgressClient egress;
    private final WorkspaceAccess workspaces;
    private final SubscriptionSecrets secrets;
    private final IdSource ids;
    private final SecureRandom chance = new SecureRandom();

    SubscriptionForms(EgressClient egress, WorkspaceAccess workspaces, SubscriptionSecrets secrets, IdSource ids) {
        this.egress = egress;
        this.workspaces = workspaces;
        this.secrets = secrets;
        this.ids = ids;
    }

    Made made(String id, SubscriptionRequest asked, Principal principal) {
        var wrong = new Violations();
        asked.checkAsNew(wrong);
        var address = address(asked, principal, wrong);
        var within = within(asked.workspaceIds(), principal, wrong);
        wrong.throwIfAny();
        var made = asked.secrets() == null ? fresh() : null;
        var secretIds = keep(id, principal, made == null ? entries(asked.secrets()) : List.of(made));
        var selection = new Selection(entries(asked.events()), within);
        return new Made(
                new SubscriptionSettings(
                        Objects.requireNonNull(address), selection, secretIds, !Boolean.FALSE.equals(asked.enabled())),
                made);
    }

    SubscriptionChange change(Subscriptions.Row present, SubscriptionRequest asked, Principal principal) {
        var wrong = new Violations();
        asked.check(wrong);
        var address = address(asked, principal, wrong);
        var was = present.settings().selection();
        var within = asked.workspaceIds() == null ? null : within(asked.workspaceIds(), principal, wrong);
        wrong.throwIfAny();
        var selection = asked.events() == null && within == null
                ? null
                : new Selection(
                        asked.events() == null ? was.events() : entries(asked.events()),
                        within == null ? was.workspaceIds() : within);
        return new SubscriptionChange(
                address,
                selection,
                asked.secrets() == null ? null : keep(present.id(), principal, entries(asked.secrets())),
                asked.enabled());
    }

    /** Names are looked at when they are called; a literal address or a port is refused here already. */
    private @Nullable Address address(SubscriptionRequest asked, Principal principal, Violations wrong) {
        if (asked.url() == null || !wrong.all().isEmpty()) {
            return null;
        }
        if (!principal.isAdmin()) {
            try {
                egress.check(URI.create(asked.url()));
            } catch (EgressRefused e) {
                wrong.add(
                        "/url",
                        "not-allowed",
                        "Not called from here: " + e.getMessage() + ". An administrator can allow it.");
            }
        }
        return new Address(asked.url(), principal.isAdmin());
    }

    /** The ids of Workspaces that the caller sees; a token with a limit keeps within it, also where none is named. */
    private List<String> within(@Nullable List<@Nullable String> asked, Principal principal, Violations wrong) {
        var reach = principal.workspaceIds();
        if ((asked == null || asked.isEmpty()) && reach != null) {
            return reach;
        }
        var found = new ArrayList<String>();
        var entries = asked == null ? List.<@Nullable String>of() : asked;
        for (int n = 0; n < entries.size() && wrong.all().isEmpty(); n++) {
            var workspace = entries.get(n) == null
                    ? null
                    : workspaces
                            .find(principal, Objects.requireNonNull(entries.get(n)))
                            .map(Workspace::id)
                            .orElse(null);
            if (wrong.check(
                    workspace != null,
                    "/workspace_ids/" + n,
                    "not-found",
                    "There is no such workspace, or it is not yours to see.")) {
                found.add(Objects.requireNonNull(workspace));
            }
        }
        return found.stream().distinct().toList();
    }

    /** Before the event that names them. */
    private List<String> keep(String id, Principal principal, List<String> values) {
        var given =
                values.stream().map(value -> new Secret(ids.mint("sec"), value)).toList();
        secrets.keep(id, principal.id(), given);
        return given.stream().map(Secret::id).toList();
    }

    private String fresh() {
        var key = new byte[KEY_BYTES];
        chance.nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    /** Checked entries are never null. */
    private static List<String> entries(@Nullable List<@Nullable String> checked) {
        return checked == null
                ? List.of()
                : checked.stream().map(Objects::requireNonNull).toList();
    }
}
