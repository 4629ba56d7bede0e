/** Service tokens: what programs show instead of a sign-in. */
@NullMarked
package dev.agentdesk.gateway.token;

import org.jspecify.annotations.NullMarked;
