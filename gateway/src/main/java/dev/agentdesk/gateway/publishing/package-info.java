/** The facts about access in the published language. */
@NullMarked
package dev.agentdesk.gateway.publishing;

import org.jspecify.annotations.NullMarked;
