/** Tests. */
@NullMarked
package dev.agentdesk.gateway.password;

import org.jspecify.annotations.NullMarked;
