/** Tests. */
@NullMarked
package dev.agentdesk.gateway.tunnel;

import org.jspecify.annotations.NullMarked;
