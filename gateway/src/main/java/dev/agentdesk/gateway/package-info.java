/** The only public port: who may come in, where each request goes, and what is answered when it can't. */
@NullMarked
package dev.agentdesk.gateway;

import org.jspecify.annotations.NullMarked;
