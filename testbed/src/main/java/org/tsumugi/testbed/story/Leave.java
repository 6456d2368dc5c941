package org.tsumugi.testbed.story;

import java.time.LocalDateTime;

/**
 * 外出・外泊.
 *
 * @param expected when the patient shall be back
 * @param takenBack whether it was entered and did not take place
 */
public record Leave(LocalDateTime left, LocalDateTime expected, LocalDateTime back, Care care, boolean takenBack) {

    /** Whether the patient is away then. */
    boolean covers(LocalDateTime time) {
        return !takenBack && !time.isBefore(left) && time.isBefore(back);
    }
}
