package dev.agentdesk.kit.store;

import dev.agentdesk.kit.event.DomainEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The registry of everything that a service stores: {@code <service>.<Event>} and an integer revision, never a Java
 * class name.
 *
 * <p>Immutable. A name stays for ever; a changed payload gets the next revision and an upcast from the one before.
 */
public final class EventTypes {

    /** One stored type in its present revision; {@code sealed} marks content, which is encrypted and can be erased. */
    public record Type(String name, int revision, Class<?> javaType, boolean sealed) {}

    private record Upcast(int from, UnaryOperator<ObjectNode> change) {}

    private final Map<String, Type> byName;
    private final Map<Class<?>, Type> byClass;
    private final Map<String, List<Upcast>> upcasts;

    /** Stream prefix ({@code ses}) → the type that stands for an event whose content was erased. */
    private final Map<String, Type> erased;

    private EventTypes(Builder builder) {
        byName = Map.copyOf(builder.byName);
        byClass = Map.copyOf(builder.byClass);
        upcasts = Map.copyOf(builder.upcasts);
        erased = Map.copyOf(builder.erased);
    }

    public static Builder builder(String service) {
        return new Builder(service);
    }

    /** @throws IllegalStateException if the class was never registered: nothing unregistered may be stored */
    public Type of(Class<?> javaType) {
        var type = byClass.get(javaType);
        if (type == null) {
            throw new IllegalStateException(javaType.getName() + " is not a registered stored type");
        }
        return type;
    }

    public Optional<Type> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<Type> all() {
        return byName.values();
    }

    /** What an erased event of that stream is read as. */
    Type erasedFor(String aggregateId) {
        var type = erased.get(aggregateId.substring(0, Math.max(0, aggregateId.indexOf('_'))));
        if (type == null) {
            throw new IllegalStateException("no Erased event is registered for streams like " + aggregateId);
        }
        return type;
    }

    /** Brings a payload of an older revision to the present one. */
    ObjectNode upcast(String name, int revision, ObjectNode payload) {
        var current = payload;
        for (var step : upcasts.getOrDefault(name, List.of())) {
            if (step.from() >= revision) {
                current = step.change().apply(current);
            }
        }
        return current;
    }

    /** Collects the types; see {@link EventTypes}. */
    public static final class Builder {

        private final String service;
        private final Map<String, Type> byName = new HashMap<>();
        private final Map<Class<?>, Type> byClass = new HashMap<>();
        private final Map<String, List<Upcast>> upcasts = new HashMap<>();
        private final Map<String, Type> erased = new HashMap<>();

        private Builder(String service) {
            this.service = service;
        }

        /** Facts in the clear: ids, times, states, sizes. */
        public Builder type(Class<? extends DomainEvent> type, String name, int revision) {
            return add(new Type(service + '.' + name, revision, type, false));
        }

        /** Content: what people or agents wrote. */
        public Builder sealed(Class<? extends DomainEvent> type, String name, int revision) {
            return add(new Type(service + '.' + name, revision, type, true));
        }

        /** The event that stands for a sealed one whose key is gone; a record {@code (stamp, <id>, was)}. */
        public Builder erased(String idPrefix, Class<? extends DomainEvent> type, String name) {
            return erased(List.of(idPrefix), type, name);
        }

        /** One for streams whose ids begin with any of these. */
        public Builder erased(List<String> idPrefixes, Class<? extends DomainEvent> type, String name) {
            var registered = new Type(service + '.' + name, 1, type, false);
            idPrefixes.forEach(prefix -> erased.put(prefix, registered));
            return add(registered);
        }

        /** An aggregate class that has snapshots. A new revision makes older snapshots unread, not wrong. */
        public Builder snapshot(Class<?> aggregate, String name, int revision) {
            return add(new Type(service + '.' + name, revision, aggregate, false));
        }

        /** How a payload of revision {@code from} becomes one of {@code from + 1}; call in ascending order. */
        public Builder upcast(String name, int from, UnaryOperator<ObjectNode> change) {
            upcasts.computeIfAbsent(service + '.' + name, n -> new ArrayList<>())
                    .add(new Upcast(from, change));
            return this;
        }

        public EventTypes build() {
            return new EventTypes(this);
        }

        private Builder add(Type type) {
            if (byName.put(type.name(), type) != null | byClass.put(type.javaType(), type) != null) {
                throw new IllegalStateException(type.name() + " is registered twice");
            }
            return this;
        }
    }
}
