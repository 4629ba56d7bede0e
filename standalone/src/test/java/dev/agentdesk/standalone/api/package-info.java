/** The documents of the API, which are made from the code and kept in {@code docs/api}. */
@NullMarked
package dev.agentdesk.standalone.api;

import org.jspecify.annotations.NullMarked;
