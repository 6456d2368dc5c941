/**
 * The FHIR endpoint: which resource types are served, which search parameters are indexed, what the CapabilityStatement
 * promises. The interceptors that guard it belong to other rooms and are registered on the one RestfulServer.
 */
@NullMarked
package org.tsumugi.server.fhir;

import org.jspecify.annotations.NullMarked;
