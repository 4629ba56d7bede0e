package dev.agentdesk.workspace.library;

import java.util.Locale;

/** What an entry is; its ids begin with the prefix. */
public enum Kind {
    PROVIDER("prv"),
    PROMPT("prm"),
    CREDENTIAL("crd"),
    /** Of one Workspace, which is its owner; erased with it. */
    COMMAND("cmd");

    private final String prefix;

    Kind(String prefix) {
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }

    /** As columns and people name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
