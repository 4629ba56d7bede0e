/** Tests. */
@NullMarked
package dev.agentdesk.gateway.account;

import org.jspecify.annotations.NullMarked;
