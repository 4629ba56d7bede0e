package dev.agentdesk.gateway.token;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller asks for when it makes a token. */
record NewToken(
        @Nullable String name,
        @Nullable List<@Nullable String> scopes,
        @Nullable List<@Nullable String> workspaceIds,
        @Nullable Instant expiresAt) {

    private static final Duration DEFAULT_LIFE = Duration.ofDays(90);

    /** A token that nobody renews should not outlive the memory of why it was made. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private static final int LONGEST_NAME = 100;
    private static final int MOST_WORKSPACES = 100;

    /** @throws dev.agentdesk.kit.problem.InvalidRequest with all that is wrong */
    Tokens.Wanted checked(String accountId, Instant now) {
        var wrong = new Violations();
        var ownName = name == null ? "" : name.strip();
        wrong.check(
                !ownName.isEmpty() && ownName.length() <= LONGEST_NAME && isPrintable(ownName),
                "/name",
                "malformed",
                "A name has 1 to " + LONGEST_NAME + " printable characters.");
        var asked = checkedScopes(wrong);
        var workspaces = checkedWorkspaces(wrong);
        var until = expiresAt == null ? now.plus(DEFAULT_LIFE) : expiresAt;
        wrong.check(
                until.isAfter(now) && !until.isAfter(now.plus(LONGEST_LIFE)),
                "/expires_at",
                "out-of-range",
                "A token expires within a year from now.");
        wrong.throwIfAny();
        return new Tokens.Wanted(accountId, ownName, asked, workspaces, until);
    }

    /** Neither controls nor halves of a character: no row, log or page could show them. */
    private static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private List<String> checkedScopes(Violations wrong) {
        var asked = present(scopes);
        wrong.check(scopes != null && !asked.isEmpty(), "/scopes", "required", "Name at least one scope.");
        for (int i = 0; i < asked.size(); i++) {
            wrong.check(Scopes.ALL.contains(asked.get(i)), "/scopes/" + i, "unknown", "There is no such scope.");
        }
        wrong.check(new HashSet<>(asked).size() == asked.size(), "/scopes", "duplicate", "Name each scope once.");
        return asked;
    }

    private @Nullable List<String> checkedWorkspaces(Violations wrong) {
        if (workspaceIds == null) {
            return null;
        }
        var asked = present(workspaceIds);
        wrong.check(
                !asked.isEmpty() && asked.size() <= MOST_WORKSPACES,
                "/workspace_ids",
                "length",
                "Name 1 to " + MOST_WORKSPACES + " Workspaces, or leave this out for all.");
        for (int i = 0; i < asked.size(); i++) {
            wrong.check(
                    Ids.isId("wrk", asked.get(i)), "/workspace_ids/" + i, "malformed", "This is no id of a Workspace.");
        }
        return asked;
    }

    /** A null among the values becomes an empty text, which no check lets through. */
    private static List<String> present(@Nullable List<@Nullable String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().map(text -> text == null ? "" : text).toList();
    }
}
