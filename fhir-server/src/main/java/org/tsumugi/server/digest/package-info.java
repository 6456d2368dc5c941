/**
 * Digests of what is stored in FHIR: two servers that received the same files for a facility have the same digests, whatever happened
 * to them on the way. They are made from what HAPI keeps, not from what the pipeline believes to have written.
 */
@NullMarked
package org.tsumugi.server.digest;

import org.jspecify.annotations.NullMarked;
