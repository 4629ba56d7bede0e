/** The read models of all services: how far they are, and rebuilding them beside the live ones. */
@NullMarked
package dev.agentdesk.gateway.projection;

import org.jspecify.annotations.NullMarked;
