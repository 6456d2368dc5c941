/**
 * RAS^O17: what was really given. RXA with its route (RXR) becomes a MedicationAdministration that refers to the order of the same
 * number; what the notification repeats of that order (RXE, TQ1, RXR before the first RXA) is contained in it. OMP-11 is mapped
 * here; the parts that OMP-12 (injections) has in common are public.
 */
@NullMarked
package org.tsumugi.hl7v2.administration;

import org.jspecify.annotations.NullMarked;
