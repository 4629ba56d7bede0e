package dev.agentdesk.kit.id;

/**
 * Where new ids come from; injected, so that rules and tests never meet chance.
 *
 * <p>Inside a request with an {@code Idempotency-Key} the ids are derived from the key: a repeat after a crash asks for
 * the same ids again, and the aggregates recognise it.
 */
@FunctionalInterface
public interface IdSource {

    /** A new id of that kind, e.g. {@code mint("ses")}. */
    String mint(String prefix);
}
