package dev.agentdesk.workspace.provider;

import dev.agentdesk.kit.egress.EgressClient;
import dev.agentdesk.kit.egress.EgressRefused;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.workspace.library.Content;
import dev.agentdesk.workspace.library.EntryRow;
import dev.agentdesk.workspace.library.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From what people send to what is stored. A key goes to {@link Secrets} and nowhere else. */
@Component
final class ProviderForms {

    private final JsonMapper json;
    private final EgressClient egress;
    private final Secrets secrets;
    private final IdSource ids;

    ProviderForms(JsonMapper json, EgressClient egress, Secrets secrets, IdSource ids) {
        this.json = json;
        this.egress = egress;
        this.secrets = secrets;
        this.ids = ids;
    }

    ProviderDocument document(String stored) {
        return json.readValue(stored, ProviderDocument.class);
    }

    /** @throws dev.agentdesk.kit.problem.InvalidRequest with everything that is wrong */
    Content added(ProviderRequest asked, Principal principal) {
        return content(asked, null, principal);
    }

    /**
     * The present content with the changes. A provider that moves loses its key, so that nobody sends a key that they
     * can't see to an address of theirs.
     */
    Content changed(ProviderRequest asked, EntryRow present, Principal principal) {
        return content(asked, present, principal);
    }

    private Content content(ProviderRequest asked, @Nullable EntryRow present, Principal principal) {
        var wrong = new Violations();
        asked.check(present == null, wrong);
        var was = present == null ? null : document(present.document());
        var rules = new ModelRules(wrong);
        var models = given(asked.models())
                ? rules.models(Objects.requireNonNull(asked.models()))
                : was == null ? List.<ProviderDocument.Model>of() : was.models();
        var prices = given(asked.prices())
                ? rules.prices(Objects.requireNonNull(asked.prices()))
                : was == null ? Map.<String, ProviderDocument.Price>of() : was.prices();
        boolean moved = was == null || asked.baseUrl() != null && !was.baseUrl().equals(asked.trimmedUrl());
        if (moved && wrong.all().isEmpty() && !principal.isAdmin()) {
            reachable(Objects.requireNonNull(asked.trimmedUrl()), wrong);
        }
        wrong.throwIfAny();
        var document = new ProviderDocument(
                asked.wire() != null
                        ? asked.wire()
                        : Objects.requireNonNull(was).wire(),
                moved
                        ? Objects.requireNonNull(asked.trimmedUrl())
                        : Objects.requireNonNull(was).baseUrl(),
                models,
                prices,
                moved ? principal.isAdmin() : Objects.requireNonNull(was).privateAllowed());
        return new Content(
                asked.name() != null
                        ? asked.name()
                        : Objects.requireNonNull(present).name(),
                asked.visibility() != null ? asked.visibility() : present == null ? "private" : present.visibility(),
                json.writeValueAsString(document),
                secret(asked.apiKey(), moved || present == null ? null : present.secretId()));
    }

    private @Nullable String secret(@Nullable String given, @Nullable String present) {
        if (given == null
                || present != null
                        && secrets.open(present).filter(given::equals).isPresent()) {
            return present;
        }
        var id = ids.mint("sec");
        secrets.keep(id, given);
        return id;
    }

    /** Names are looked at when they are called; a literal address or a port is refused here already. */
    private void reachable(String url, Violations wrong) {
        try {
            egress.check(URI.create(url));
        } catch (EgressRefused e) {
            wrong.add(
                    "/base_url",
                    "not-allowed",
                    "Not called from here: " + e.getMessage() + ". An administrator can allow it.");
        }
    }

    private static boolean given(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }
}
