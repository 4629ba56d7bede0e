/**
 * Streams, long polls and tunnels that outlive the check of their caller, and their end when the caller loses the
 * right.
 */
@NullMarked
package dev.agentdesk.gateway.connection;

import org.jspecify.annotations.NullMarked;
