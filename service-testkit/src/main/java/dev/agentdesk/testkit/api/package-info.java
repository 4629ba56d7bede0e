/** The API documents, made from the code in the build: OpenAPI of the endpoints, AsyncAPI of the published facts. */
@NullMarked
package dev.agentdesk.testkit.api;

import org.jspecify.annotations.NullMarked;
