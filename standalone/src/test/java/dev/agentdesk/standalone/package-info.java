/** What the one-command platform promises. */
@NullMarked
package dev.agentdesk.standalone;

import org.jspecify.annotations.NullMarked;
