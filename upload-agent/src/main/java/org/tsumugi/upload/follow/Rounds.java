package org.tsumugi.upload.follow;

import java.time.Duration;

/**
 * How often an agent that goes on following looks at what it knows.
 *
 * @param headsEvery time between two passes over what changes every day
 * @param fullEvery time between two passes over every file
 * @param lookRate most files a second that such a pass looks at in folders whose time says that nothing has changed; 0 for no limit
 */
public record Rounds(Duration headsEvery, Duration fullEvery, int lookRate) {

    private static final int FILES_PER_SECOND = 1_000;

    /** Ten minutes and a day. */
    public static final Rounds DEFAULT = new Rounds(Duration.ofMinutes(10), Duration.ofHours(24), FILES_PER_SECOND);

    /** The same with another time between passes over every file. */
    public Rounds withFullEvery(Duration other) {
        return new Rounds(headsEvery, other, lookRate);
    }

    /** The same with another rate. */
    public Rounds withLookRate(int other) {
        return new Rounds(headsEvery, fullEvery, other);
    }
}
