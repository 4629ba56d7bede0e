package dev.agentdesk.session.permission;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a policy.
 *
 * @param tool a glob over the tool's name
 * @param match a glob over what the tool is asked to do; absent means any
 */
public record Rule(String tool, @Nullable String match, Verdict decision) {

    boolean appliesTo(ToolCall call) {
        return new Glob(tool).matches(call.tool()) && (match == null || new Glob(match).matches(call.subject()));
    }

    /** An allowing rule has to match the command as it is written; a stricter one also without its folder. */
    boolean appliesTo(SimpleCommand command) {
        if (!new Glob(tool).matches("bash")) {
            return false;
        }
        if (match == null) {
            return true;
        }
        var glob = new Glob(match);
        return glob.matches(command.text()) || decision != Verdict.ALLOW && glob.matches(command.bare());
    }

    /** A line that can't be read matches every asking and denying rule, and no rule that allows a pattern. */
    boolean appliesToUnreadable() {
        return new Glob(tool).matches("bash") && (match == null || decision != Verdict.ALLOW);
    }

    @Override
    public String toString() {
        return decision.name().toLowerCase(Locale.ROOT) + ' ' + tool + (match == null ? "" : ' ' + match);
    }
}
