/** Who sends a request: service tokens and browser sessions, turned into one caller. */
@NullMarked
package dev.agentdesk.gateway.access;

import org.jspecify.annotations.NullMarked;
