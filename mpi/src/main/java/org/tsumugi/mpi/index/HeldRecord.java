package org.tsumugi.mpi.index;

import org.tsumugi.mpi.PatientRecord;

/**
 * A record and whose it is.
 *
 * @param record what the facility says
 * @param person the number of the person's ID; 0 while nobody has decided
 */
public record HeldRecord(PatientRecord record, long person) {}
