/**
 * The event store: PostgreSQL through Axon, with registered type names, sealed content and a wake-up after each commit.
 */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.store;
