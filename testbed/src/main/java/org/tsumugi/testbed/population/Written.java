package org.tsumugi.testbed.population;

import org.tsumugi.mpi.PatientRecord;

/**
 * A record as a facility wrote it, and the truth.
 *
 * @param citizen whose record it is
 */
public record Written(PatientRecord record, long citizen) {}
