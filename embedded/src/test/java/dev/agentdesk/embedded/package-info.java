/** What the embedded servers promise. */
@NullMarked
package dev.agentdesk.embedded;

import org.jspecify.annotations.NullMarked;
