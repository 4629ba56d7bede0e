/** Tests. */
@NullMarked
package dev.agentdesk.gateway.routing;

import org.jspecify.annotations.NullMarked;
