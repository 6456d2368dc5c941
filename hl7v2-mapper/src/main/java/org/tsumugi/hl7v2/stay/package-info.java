/**
 * Stays in hospital: ADT-22 (admission) and ADT-52 (discharge) each say one thing about a stay; all of a patient's are joined
 * into Encounters, whatever order they came in.
 */
@NullMarked
package org.tsumugi.hl7v2.stay;

import org.jspecify.annotations.NullMarked;
