/** Who came in and who was given access, for those who must know later. */
@NullMarked
package dev.agentdesk.gateway.audit;

import org.jspecify.annotations.NullMarked;
