/** Which Workspaces a caller may see: rows of our own, asked for when first needed. */
@NullMarked
package dev.agentdesk.gateway.visibility;

import org.jspecify.annotations.NullMarked;
