/** Tests. */
@NullMarked
package dev.agentdesk.gateway.publishing;

import org.jspecify.annotations.NullMarked;
