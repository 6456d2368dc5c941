package org.tsumugi.server.store;

/**
 * A patient whose pending files one worker has to itself until its transaction ends.
 *
 * @param facility 10-digit medical institution code
 * @param patient patient ID of the storage paths
 */
record Claim(String facility, String patient) {

    @Override
    public String toString() {
        return "Claim[facility " + facility + "]";
    }
}
