package org.tsumugi.testbed.generate;

import java.time.LocalDate;

/**
 * What a fictitious network is made from. Equal settings give equal bytes on every machine.
 *
 * @param facilities number of hospitals, at least 1
 * @param patients number of people; about 30 % of them are patients of more than one hospital
 * @param seed where chance begins
 */
public record NetworkSettings(int facilities, int patients, long seed) {

    /** The day on which every story ends. Fixed, so that the same seed tells the same story in any year. */
    public static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    public NetworkSettings {
        if (facilities < 1 || patients < 1) {
            throw new IllegalArgumentException("a network has at least one facility and one patient");
        }
    }
}
