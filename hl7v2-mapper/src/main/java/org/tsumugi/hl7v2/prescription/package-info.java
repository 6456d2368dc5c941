/**
 * OMP-01 (RDE^O11): prescriptions. Drugs with the same group number (ORC-4) form one Rp (剤); each RXE with its order, usage
 * (TQ1) and route (RXR) becomes one MedicationRequest.
 */
@NullMarked
package org.tsumugi.hl7v2.prescription;

import org.jspecify.annotations.NullMarked;
