/** Tests. */
@NullMarked
package dev.agentdesk.gateway.token;

import org.jspecify.annotations.NullMarked;
