/** Tests. */
@NullMarked
package dev.agentdesk.gateway.access;

import org.jspecify.annotations.NullMarked;
