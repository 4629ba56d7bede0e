/** The web application: its page with a nonce of its own for every answer, and the files that the page names. */
@NullMarked
package dev.agentdesk.gateway.webapp;

import org.jspecify.annotations.NullMarked;
