/**
 * The door for patient identity feeds (IHE PIXm ITI-104): a facility says in FHIR who its patient is, or that one record took the place
 * of another. A message becomes a file of the journal, named by when it was received, and goes the way of all files from there; HAPI
 * never sees it.
 */
@NullMarked
package org.tsumugi.server.identityfeed;

import org.jspecify.annotations.NullMarked;
