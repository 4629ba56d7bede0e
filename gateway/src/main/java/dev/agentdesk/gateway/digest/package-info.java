/** Secrets made by us, and how they are stored: as SHA-256, because they are random and need no slow hash. */
@NullMarked
package dev.agentdesk.gateway.digest;

import org.jspecify.annotations.NullMarked;
