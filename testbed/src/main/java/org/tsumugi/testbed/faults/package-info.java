/**
 * Faults on purpose: the programs of a whole line, hospital to FHIR, are killed at random moments while the hospital goes on writing,
 * and what is there afterwards is compared with a line that nobody disturbed.
 */
@NullMarked
package org.tsumugi.testbed.faults;

import org.jspecify.annotations.NullMarked;
