/** Tests of the whole service. */
@NullMarked
package dev.agentdesk.gateway;

import org.jspecify.annotations.NullMarked;
