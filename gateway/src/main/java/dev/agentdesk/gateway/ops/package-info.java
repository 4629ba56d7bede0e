/** What operators and newcomers ask of the whole instance: health, capabilities, codes, checks. */
@NullMarked
package dev.agentdesk.gateway.ops;

import org.jspecify.annotations.NullMarked;
