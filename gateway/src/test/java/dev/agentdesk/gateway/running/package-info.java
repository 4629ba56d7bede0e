/** A running gateway and the services behind it, as tests play them. */
@NullMarked
package dev.agentdesk.gateway.running;

import org.jspecify.annotations.NullMarked;
