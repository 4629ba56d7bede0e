package dev.agentdesk.kit.web;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import org.jspecify.annotations.Nullable;

/** {@code ETag} and {@code If-Match} of editable resources; the tag is the version in quotes. */
public final class Versions {

    private Versions() {}

    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that a write expects; null if it states none ({@code *} or no header).
     *
     * @throws Rejection 412 for a tag that is none of ours: it can't be the present one
     */
    public static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        var tag = ifMatch.strip().replaceFirst("^W/", "");
        if (!tag.matches("\"[0-9]{1,18}\"")) {
            throw new Rejection(ProblemCode.PRECONDITION_FAILED, "Read the resource again and use its ETag.");
        }
        return Long.valueOf(tag.substring(1, tag.length() - 1));
    }
}
