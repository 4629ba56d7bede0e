/** Tests. */
@NullMarked
package dev.agentdesk.gateway.webapp;

import org.jspecify.annotations.NullMarked;
