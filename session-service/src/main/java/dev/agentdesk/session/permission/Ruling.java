package dev.agentdesk.session.permission;

/** A verdict and the rule that gave it, in words that a person can find in the configuration. */
public record Ruling(Verdict verdict, String rule) {

    /** The stricter of both; the first one where they are equally strict. */
    Ruling stricter(Ruling other) {
        return other.verdict().compareTo(verdict) > 0 ? other : this;
    }
}
