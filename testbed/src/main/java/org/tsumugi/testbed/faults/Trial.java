package org.tsumugi.testbed.faults;

/**
 * One kill.
 *
 * @param number from 1
 * @param kill what was broken
 * @param recovering whether the server was still coming back from the kill before
 * @param afterMillis when, counted from the moment at which the hospital had begun to write and the sender to send, or, while the server
 *     was coming back, from the kill before
 * @param acknowledged files that the server had promised to keep by then
 */
public record Trial(int number, Kill kill, boolean recovering, long afterMillis, long acknowledged) {

    static final String HEADER = "trial\tkilled\twhen\tafter ms\tfiles acknowledged by then";

    @Override
    public String toString() {
        return number + "\t" + kill + "\t" + (recovering ? "recovering" : "at work") + "\t" + afterMillis + "\t"
                + acknowledged;
    }
}
