/** Asking services with the rights of a caller. */
@NullMarked
package dev.agentdesk.gateway.asking;

import org.jspecify.annotations.NullMarked;
