package dev.agentdesk.kit.web;

/** Erasing a resource also removes the answers that were kept for repeated requests about it. */
@FunctionalInterface
public interface ForgottenAnswers {

    /** Removes every kept answer whose path or location names the id. */
    void about(String id);
}
