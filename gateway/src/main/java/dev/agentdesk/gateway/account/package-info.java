/** The people of this instance, their sign-in links and their browser sessions. */
@NullMarked
package dev.agentdesk.gateway.account;

import org.jspecify.annotations.NullMarked;
