/** Which service answers which path, and the way there and back without keeping bodies. */
@NullMarked
package dev.agentdesk.gateway.routing;

import org.jspecify.annotations.NullMarked;
