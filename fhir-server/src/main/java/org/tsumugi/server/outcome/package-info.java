/**
 * What goes wrong, as the caller sees it. {@link org.tsumugi.server.outcome.FailureTable} is the one table that turns bad data
 * and exceptions into an HTTP status and an OperationOutcome; the rest of this room carries its answers out through the four
 * doors a request can leave by: HAPI FHIR, Spring MVC, Spring Security and Tomcat itself.
 */
@NullMarked
package org.tsumugi.server.outcome;

import org.jspecify.annotations.NullMarked;
