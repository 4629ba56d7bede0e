/** Tests. */
@NullMarked
package dev.agentdesk.gateway.stream;

import org.jspecify.annotations.NullMarked;
