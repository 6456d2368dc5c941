package org.tsumugi.upload.follow;

import java.time.Duration;
import org.tsumugi.upload.rule.Area;

/**
 * When a file is whole. Nothing tells how hospital systems write their files, and a half-written one that was sent is a second content
 * under the same name for ever. So a file is sent when it was the same in two looks some time apart; one that has not been touched
 * for a minute is whole at first sight, and one that ends in the middle of a line waits for that minute.
 *
 * @param settle time between the two looks; zero for storages that nobody is writing
 * @param quiet time after which a transaction file that no newer one has followed counts as whole
 */
record Settling(Duration settle, Duration quiet) {

    private static final Duration AT_FIRST_SIGHT = Duration.ofSeconds(60);

    /**
     * Whether a file may be read.
     *
     * @param age since it was last written, by its own time, which a clock that is wrong may make negative
     * @param seen since it was first seen like this, by our clock
     */
    boolean isWhole(Duration age, Duration seen) {
        return settle.isZero()
                || seen.compareTo(AT_FIRST_SIGHT) >= 0
                || age.compareTo(AT_FIRST_SIGHT.plus(settle)) >= 0
                || (seen.compareTo(settle) >= 0 && (age.compareTo(settle) >= 0 || age.isNegative()));
    }

    /** Whether a transaction file may be read. */
    boolean isWholeTransactionFile(boolean followedByNewer, Duration age, Duration seen) {
        return isWhole(age, seen) && (followedByNewer || settle.isZero() || age.compareTo(quiet) >= 0);
    }

    /** Whether what was read looks like all of it. */
    boolean isPlausible(Area area, byte[] content, Duration age, Duration seen) {
        if (settle.isZero() || area != Area.STANDARDIZED) {
            return true;
        }
        boolean endsInLine =
                content.length > 0 && (content[content.length - 1] == '\r' || content[content.length - 1] == '\n');
        return endsInLine || age.compareTo(AT_FIRST_SIGHT) >= 0 || seen.compareTo(AT_FIRST_SIGHT) >= 0;
    }
}
