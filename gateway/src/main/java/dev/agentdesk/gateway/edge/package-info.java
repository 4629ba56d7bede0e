/** What every request passes first: host names, origins, sizes and the headers of our answers. */
@NullMarked
package dev.agentdesk.gateway.edge;

import org.jspecify.annotations.NullMarked;
