/** Tests. */
@NullMarked
package dev.agentdesk.gateway.activity;

import org.jspecify.annotations.NullMarked;
