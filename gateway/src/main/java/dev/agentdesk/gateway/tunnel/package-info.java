/** WebSockets through the gateway as bytes, after the caller is known. */
@NullMarked
package dev.agentdesk.gateway.tunnel;

import org.jspecify.annotations.NullMarked;
