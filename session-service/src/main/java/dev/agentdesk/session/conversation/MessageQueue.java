package dev.agentdesk.session.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages that wait for a turn, in order; while paused none is taken. */
record MessageQueue(List<Queued> waiting, boolean paused) {

    static final MessageQueue EMPTY = new MessageQueue(List.of(), false);

    /** @param steering whether it is for the running turn */
    record Queued(
            String id,
            String digest,
            boolean steering,
            @Nullable String runId) {}

    List<String> ids() {
        return waiting.stream().map(Queued::id).toList();
    }

    List<String> steeringIds() {
        return waiting.stream().filter(Queued::steering).map(Queued::id).toList();
    }

    Optional<Queued> find(String id) {
        return waiting.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    MessageQueue accept(Queued message, Placement placement) {
        var next = new ArrayList<>(waiting);
        next.add(placement == Placement.FRONT ? 0 : next.size(), message);
        return with(next);
    }

    MessageQueue edit(String id, String digest) {
        return with(waiting.stream()
                .map(it -> it.id().equals(id) ? new Queued(id, digest, it.steering(), it.runId()) : it)
                .toList());
    }

    MessageQueue without(List<String> ids) {
        return with(waiting.stream().filter(it -> !ids.contains(it.id())).toList());
    }

    MessageQueue promote(String id) {
        var next = new ArrayList<Queued>();
        find(id).ifPresent(next::add);
        next.addAll(without(List.of(id)).waiting());
        return with(next);
    }

    MessageQueue reorder(List<String> ids) {
        return with(ids.stream().flatMap(id -> find(id).stream()).toList());
    }

    /** The turn is over: what was to steer it waits like the others. */
    MessageQueue withoutSteering() {
        return with(waiting.stream()
                .map(it -> new Queued(it.id(), it.digest(), false, it.runId()))
                .toList());
    }

    MessageQueue pause(boolean pause) {
        return new MessageQueue(waiting, pause);
    }

    private MessageQueue with(List<Queued> next) {
        return new MessageQueue(List.copyOf(next), paused);
    }
}
