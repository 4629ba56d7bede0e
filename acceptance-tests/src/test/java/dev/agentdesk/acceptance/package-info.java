/** Journeys through the whole platform, in a process of its own that can be killed. */
@NullMarked
package dev.agentdesk.acceptance;

import org.jspecify.annotations.NullMarked;
