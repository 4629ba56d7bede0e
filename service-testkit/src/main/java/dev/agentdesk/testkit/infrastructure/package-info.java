/** A database, a broker and keys for every test, without a Docker engine unless one is asked for. */
@NullMarked
package dev.agentdesk.testkit.infrastructure;

import org.jspecify.annotations.NullMarked;
