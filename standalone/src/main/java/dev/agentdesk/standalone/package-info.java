/** The whole platform in one program with one command: embedded servers, five services, one ordered end. */
@NullMarked
package dev.agentdesk.standalone;

import org.jspecify.annotations.NullMarked;
