package dev.agentdesk.trigger.prompt;

/** Why a text is no prompt template; the message is for its author. */
public final class TemplateError extends Exception {

    TemplateError(String detail) {
        super(detail, null, false, false);
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
