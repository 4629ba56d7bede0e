/** The Session write model: messages, turns, tools and approvals of one conversation, with every rule about them. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.conversation;
