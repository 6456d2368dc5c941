package org.tsumugi.server.connector;

/**
 * How many threads may be kept by what costs the sender nothing. Together they leave room for the files of those who have a token.
 *
 * @param tokens requests for a token, which anybody may send
 * @param rests requests that are answered and of which the rest is still read
 */
record Threads(int tokens, int rests) {

    private static final int TOKENS_PART = 18;
    private static final int RESTS_PART = 24;

    /** Of so many in all: 16 and 12 of the usual 300. */
    static Threads of(int all) {
        return new Threads(Math.max(1, all / TOKENS_PART), Math.max(1, all / RESTS_PART));
    }
}
