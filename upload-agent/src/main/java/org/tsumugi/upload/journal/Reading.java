package org.tsumugi.upload.journal;

/**
 * How far a file of the transaction storage was read, in bytes.
 *
 * @param position where reading goes on: the beginning of a record
 * @param done size of the file when its last record, too, had been sent; {@link #NONE} before
 * @param held where the first record lies that a rule keeps back
 * @param again not 0 when what was kept back may be sent now; another number each time
 */
public record Reading(long position, long done, long held, int again) {

    /** No such place. */
    public static final long NONE = -1;

    /** Of a file nobody has read. */
    static final Reading BEGINNING = new Reading(0, NONE, NONE, 0);

    /** Read up to there. */
    public Reading at(long reached) {
        return new Reading(reached, done, held, again);
    }
}
