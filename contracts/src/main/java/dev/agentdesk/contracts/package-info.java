/** The language that services and clients share: problem codes, topics, the envelope of a published fact. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.contracts;
