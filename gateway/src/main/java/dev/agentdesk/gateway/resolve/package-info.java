/** Where an id leads, and single events of any stream: asked of their owners with the caller's own rights. */
@NullMarked
package dev.agentdesk.gateway.resolve;

import org.jspecify.annotations.NullMarked;
