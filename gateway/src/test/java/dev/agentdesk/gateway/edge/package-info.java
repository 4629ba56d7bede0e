/** Tests. */
@NullMarked
package dev.agentdesk.gateway.edge;

import org.jspecify.annotations.NullMarked;
