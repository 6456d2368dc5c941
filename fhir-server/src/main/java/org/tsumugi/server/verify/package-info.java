/**
 * Looks for what is not as it was left: contents of the raw store against the journal, FHIR resources against what the pipeline wrote,
 * counts against what is counted. It changes nothing. Started by an operator as a job; it goes on where it was when it is interrupted.
 */
@NullMarked
package org.tsumugi.server.verify;

import org.jspecify.annotations.NullMarked;
