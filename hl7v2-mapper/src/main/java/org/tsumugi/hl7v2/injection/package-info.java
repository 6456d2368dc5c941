/**
 * OMP-02 注射オーダ and OMP-12 注射実施通知. The unit of both is the injection occasion (one ORC), not the drug: its drugs are the
 * ingredients of one Medication, a resource of its own that the MedicationRequest of the order or the MedicationAdministration
 * refers to.
 */
@NullMarked
package org.tsumugi.hl7v2.injection;

import org.jspecify.annotations.NullMarked;
