package org.tsumugi.mpi.index;

import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.RecordKey;

/**
 * A common health ID that was given out. It belongs to a record, and through it to the person whose record that is: of several IDs
 * that a person has this way, the one given out first is the person's, the others lead to it. While that record is gone another one
 * holds it.
 *
 * @param number counts the IDs given out
 * @param id the ID
 * @param anchor the record that has it now
 */
public record IssuedId(long number, CommonHealthId id, RecordKey anchor) {}
