/** What tests may expect of the servers that they share. */
@NullMarked
package dev.agentdesk.testkit.infrastructure;

import org.jspecify.annotations.NullMarked;
