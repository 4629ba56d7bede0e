/** The instance in figures: what goes on, what takes space, and the order to run no more turns. */
@NullMarked
package dev.agentdesk.gateway.overview;

import org.jspecify.annotations.NullMarked;
