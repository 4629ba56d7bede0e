/** Streaming processors: read models, the publisher and processes that follow the events of their own service. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.stream;
