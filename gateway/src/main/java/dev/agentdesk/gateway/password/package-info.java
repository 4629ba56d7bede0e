/** Passwords of people: how they are kept, what a new one must be, and how often a wrong one may be tried. */
@NullMarked
package dev.agentdesk.gateway.password;

import org.jspecify.annotations.NullMarked;
