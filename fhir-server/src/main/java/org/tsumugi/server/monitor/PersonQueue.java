package org.tsumugi.server.monitor;

/**
 * What was said of patients and waits to be taken up into the index of persons.
 *
 * @param waiting how many times, counted up to 100,000
 * @param lagSeconds how long the oldest has waited
 */
record PersonQueue(long waiting, long lagSeconds) {

    static final PersonQueue EMPTY = new PersonQueue(0, 0);
}
