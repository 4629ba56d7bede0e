/** One stream of server-sent events for a browser: exact logs and hints, many topics, one cursor. */
@NullMarked
package dev.agentdesk.gateway.stream;

import org.jspecify.annotations.NullMarked;
