/**
 * Stays in hospital and visits of outpatients. Each message of ADT-01, -12, -21, -22, -31, -32, -41, -42, -51 and -52 says one
 * thing about one of them, or takes it back; all of a patient's are joined into Encounters, whatever order they came in and
 * whichever of them are missing.
 */
@NullMarked
package org.tsumugi.hl7v2.stay;

import org.jspecify.annotations.NullMarked;
