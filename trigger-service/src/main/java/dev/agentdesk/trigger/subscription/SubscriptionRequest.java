package dev.agentdesk.trigger.subscription;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.listing.PlainText;
import dev.agentdesk.trigger.signature.SignatureCheck;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Subscription as a client writes it; in an edit what is missing stays as it is. Everything wrong is told at once.
 */
record SubscriptionRequest(
        @Nullable String url,
        @Nullable List<@Nullable String> events,
        @Nullable List<@Nullable String> workspaceIds,
        @Nullable List<@Nullable String> secrets,
        @Nullable Boolean enabled) {

    /** More than this is "all". */
    private static final int MOST_ENTRIES = 50;

    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_PATTERN = 100;

    /** Old and new during a rotation. */
    private static final int MOST_SECRETS = 4;

    /** Bytes of a key, as Standard Webhooks has it. */
    private static final int SHORTEST_KEY = 16;

    private static final int LONGEST_KEY = 128;

    /** Addresses and secrets are not for logs. */
    @Override
    public String toString() {
        return "SubscriptionRequest[…]";
    }

    void checkAsNew(Violations wrong) {
        wrong.check(url != null, "/url", "required", "Where are the facts to be sent?");
        wrong.check(events != null, "/events", "required", "Which facts? * stands for all.");
        check(wrong);
    }

    void check(Violations wrong) {
        if (url != null) {
            wrong.check(isAddress(url), "/url", "invalid", "An http or https address of at most 2048 characters.");
        }
        checkEvents(wrong);
        if (workspaceIds != null) {
            wrong.check(
                    workspaceIds.size() <= MOST_ENTRIES,
                    "/workspace_ids",
                    "too-many",
                    "At most " + MOST_ENTRIES + "; none means all that you see.");
        }
        checkSecrets(wrong);
    }

    private void checkEvents(Violations wrong) {
        if (events == null) {
            return;
        }
        wrong.check(!events.isEmpty(), "/events", "invalid", "At least one pattern is needed; * stands for all.");
        wrong.check(events.size() <= MOST_ENTRIES, "/events", "too-many", "At most " + MOST_ENTRIES + " are offered.");
        for (int n = 0; n < Math.min(events.size(), MOST_ENTRIES); n++) {
            wrong.check(
                    isPattern(events.get(n)),
                    "/events/" + n,
                    "invalid",
                    "A name such as session.turn_finished, with * for any characters.");
        }
    }

    private static boolean isPattern(@Nullable String pattern) {
        return pattern != null
                && !pattern.isEmpty()
                && pattern.length() <= LONGEST_PATTERN
                && pattern.chars().allMatch(c -> "._-*".indexOf(c) >= 0 || c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isAddress(String text) {
        try {
            var uri = new URI(text);
            var scheme = String.valueOf(uri.getScheme());
            return text.length() <= LONGEST_URL
                    && PlainText.isLine(text)
                    && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void checkSecrets(Violations wrong) {
        if (secrets == null) {
            return;
        }
        wrong.check(!secrets.isEmpty(), "/secrets", "required", "Without a secret nobody can tell that it was us.");
        wrong.check(
                secrets.size() <= MOST_SECRETS,
                "/secrets",
                "too-many",
                "At most " + MOST_SECRETS + " are active at once.");
        for (int n = 0; n < Math.min(secrets.size(), MOST_SECRETS); n++) {
            wrong.check(
                    isKey(secrets.get(n)),
                    "/secrets/" + n,
                    "invalid",
                    "Base64 of " + SHORTEST_KEY + " to " + LONGEST_KEY + " bytes, with or without whsec_ before.");
        }
    }

    private static boolean isKey(@Nullable String secret) {
        try {
            int bytes = secret == null ? 0 : SignatureCheck.whsec(secret).length;
            return bytes >= SHORTEST_KEY && bytes <= LONGEST_KEY;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
