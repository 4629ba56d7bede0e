/** Tests. */
@NullMarked
package dev.agentdesk.gateway.ops;

import org.jspecify.annotations.NullMarked;
