package org.tsumugi.testbed.mpi;

/**
 * What a study is made from. Equal settings give equal figures, but for times.
 *
 * @param persons of the region, {@code facilities} that keep records of them over {@code years}
 * @param patients records in the database
 * @param sample records that are looked for in the review queue
 * @param matches single matches that are timed
 * @param shuffles of one file
 */
record StudySettings(
        int persons, int facilities, long seed, int years, int patients, int sample, int matches, int shuffles) {}
