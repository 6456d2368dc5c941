package org.tsumugi.upload.send;

/** How many files go together: half as many after a request that took too long, more again after some that did not. */
final class BatchSize {

    /** A larger request that takes too long again costs its whole time. */
    private static final int GOOD_BEFORE_MORE = 8;

    private int most = Integer.MAX_VALUE;
    private int good;

    int most() {
        return most;
    }

    /**
     * A request with so many files took too long.
     *
     * @return whether the next one is smaller
     */
    boolean tookTooLong(int files) {
        good = 0;
        most = Math.max(1, files / 2);
        return files > 1;
    }

    /** A request with so many files was answered; a smaller one than allowed says nothing. */
    void answered(int files) {
        if (files < most) {
            return;
        }
        good++;
        if (good == GOOD_BEFORE_MORE) {
            good = 0;
            most = most > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : most * 2;
        }
    }
}
