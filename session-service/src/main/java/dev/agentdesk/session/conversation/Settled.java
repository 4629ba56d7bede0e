package dev.agentdesk.session.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the newest approvals ended, oldest first, so that a second decision learns why it comes too late. */
record Settled(List<Approval> newest) {

    /** Older ones are answered from the approval's own row. */
    private static final int KEPT = 64;

    static final Settled NONE = new Settled(List.of());

    record Approval(String toolUseId, boolean expired) {}

    Settled with(String toolUseId, boolean expired) {
        int from = newest.size() < KEPT ? 0 : newest.size() - KEPT + 1;
        var kept = new ArrayList<>(newest.subList(from, newest.size()));
        kept.add(new Approval(toolUseId, expired));
        return new Settled(List.copyOf(kept));
    }

    Optional<Approval> find(String toolUseId) {
        return newest.stream().filter(it -> it.toolUseId().equals(toolUseId)).findFirst();
    }
}
