/** The documents of the API, as they were made in the build, and a page to read and try them. */
@NullMarked
package dev.agentdesk.gateway.docs;

import org.jspecify.annotations.NullMarked;
