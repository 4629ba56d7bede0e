package dev.agentdesk.kit.feed;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages of a log in its public form. Who may read it is the caller's question. */
public final class EventPages {

    private final EventLog log;
    private final PublicForms forms;

    public EventPages(EventLog log, PublicForms forms) {
        this.log = log;
        this.forms = forms;
    }

    /** What is asked for: a part of the log by {@code seq}, both bounds excluded; {@code types} are public ones. */
    public record Question(
            @Nullable Long after,
            @Nullable Long before,
            @Nullable Integer limit,
            @Nullable String types,
            @Nullable String order,
            @Nullable Long cursor) {}

    /**
     * {@code next_cursor} is a {@code seq}.
     *
     * @throws InvalidRequest naming the parameter that is wrong
     * @throws Rejection {@code unknown-event-type}
     */
    public Page<Map<String, Object>> page(String aggregateId, Question question) {
        int limit = Cursor.limit(question.limit(), EventLog.MOST);
        var types = storedTypes(question.types());
        boolean descending = descending(question.order());
        long after = first(descending ? null : question.cursor(), question.after(), 0);
        long before = first(descending ? question.cursor() : null, question.before(), Integer.MAX_VALUE);
        var found = (descending ? before(aggregateId, before, limit, types) : after(aggregateId, after, limit, types))
                .stream().filter(it -> seq(it) > after && seq(it) < before).toList();
        return new Page<>(found, found.size() < limit ? null : Long.toString(seq(found.getLast())));
    }

    /** One event by its public id, of whatever aggregate of this service. */
    public Optional<Map<String, Object>> find(String eventId) {
        return !Ids.isId("evt", eventId)
                ? Optional.empty()
                : log.find(eventId).map(it -> forms.of(List.of(it)).getFirst());
    }

    List<Map<String, Object>> after(String aggregateId, long seq, int limit, Collection<String> storedTypes) {
        return forms.of(
                storedTypes.isEmpty()
                        ? log.after(aggregateId, seq, limit)
                        : log.after(aggregateId, seq, limit, storedTypes));
    }

    private List<Map<String, Object>> before(String aggregateId, long seq, int limit, Collection<String> storedTypes) {
        return forms.of(
                storedTypes.isEmpty()
                        ? log.before(aggregateId, seq, limit)
                        : log.before(aggregateId, seq, limit, storedTypes));
    }

    static long seq(Map<String, Object> event) {
        return event.get("seq") instanceof Long seq ? seq : 0;
    }

    private static long first(@Nullable Long cursor, @Nullable Long given, long otherwise) {
        long seq = cursor != null ? cursor : given != null ? given : otherwise;
        if (seq < 0) {
            throw InvalidRequest.at(cursor != null ? "?cursor" : "?after", "out-of-range", "A seq begins at 1.");
        }
        return seq;
    }

    private static boolean descending(@Nullable String order) {
        if (order == null || order.equals("asc")) {
            return false;
        }
        if (order.equals("desc")) {
            return true;
        }
        throw InvalidRequest.at("?order", "unknown-value", "One of asc, desc.");
    }

    private List<String> storedTypes(@Nullable String types) {
        return types == null || types.isBlank()
                ? List.of()
                : Stream.of(types.split(","))
                        .flatMap(it -> stored(it.strip()).stream())
                        .toList();
    }

    private List<String> stored(String type) {
        var stored = forms.storedTypes(type);
        if (stored.isEmpty()) {
            throw new Rejection(ProblemCode.UNKNOWN_EVENT_TYPE, "There is no type of event like that in ?types.");
        }
        return stored;
    }
}
