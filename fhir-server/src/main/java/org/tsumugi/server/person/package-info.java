/**
 * Who the patients of the facilities are. What each facility says of each of its patients is kept as evidence for the master patient
 * index ({@code org.tsumugi.mpi}): names, sex, birth date, numbers of the person, and every insurance it ever told, in a form that
 * corresponds to {@link org.tsumugi.mpi.PatientRecord}. The pipeline writes it in the transaction that writes the Patient; triggers say
 * in {@code person_outbox} of whom something changed. The record locator says what there is of a patient.
 */
@NullMarked
package org.tsumugi.server.person;

import org.jspecify.annotations.NullMarked;
