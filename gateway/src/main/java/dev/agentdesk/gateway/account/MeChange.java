package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.password.NewPassword;
import dev.agentdesk.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/** What a person asks to change of their own account; what is left out stays. */
record MeChange(
        @Nullable String name,
        @Nullable String password,
        @Nullable String currentPassword) {

    /** The new name in its normal form, or the present one. */
    String nameOr(String present) {
        return name == null ? present : AccountName.normal(name);
    }

    /** @throws dev.agentdesk.kit.problem.InvalidRequest with all that can be seen to be wrong without a secret */
    void check(String present, boolean currentNeeded) {
        var wrong = new Violations();
        wrong.check(
                name == null || AccountName.isGood(nameOr(present)),
                "/name",
                "malformed",
                "A name has 1 to " + AccountName.LONGEST + " visible characters.");
        if (password != null) {
            NewPassword.check(password, nameOr(present), "/password", wrong);
            wrong.check(
                    !currentNeeded || currentPassword != null && !currentPassword.isEmpty(),
                    "/current_password",
                    "required",
                    "Send the present password too.");
        }
        wrong.throwIfAny();
    }

    @Override
    public String toString() {
        return "MeChange[]";
    }
}
