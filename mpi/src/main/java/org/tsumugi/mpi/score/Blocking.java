package org.tsumugi.mpi.score;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What two records had to share for the pair to be found at all (a blocking key). Pairs that were found through it agree on it,
 * whether they are one person's or not, and with it on more than strangers taken at random would: on these features they tell
 * nothing of how often one person's records agree.
 */
public enum Blocking {
    /** The date of birth and sex. */
    BIRTH_DATE(EnumSet.of(Feature.BIRTH_DATE, Feature.SEX)),
    /** The whole name. It mostly tells the sex. */
    NAME(EnumSet.of(Feature.FAMILY_NAME, Feature.GIVEN_NAME, Feature.READING, Feature.SEX)),
    /** The given name, and of the date of birth the year, or day and month. */
    GIVEN_NAME(EnumSet.of(Feature.GIVEN_NAME, Feature.READING, Feature.SEX, Feature.BIRTH_DATE)),
    /** A telephone or a number, mostly one household's, whose members share name and address as well. */
    HOUSEHOLD(EnumSet.of(
            Feature.FAMILY_NAME,
            Feature.READING,
            Feature.HOUSEHOLD_NUMBER,
            Feature.INDIVIDUAL_NUMBER,
            Feature.POSTAL_CODE,
            Feature.PHONE));

    private final Set<Feature> implied;

    Blocking(EnumSet<Feature> implied) {
        this.implied = Collections.unmodifiableSet(implied);
    }

    /** The features that agree more often, because the pair was found through this. */
    public Set<Feature> implied() {
        return implied;
    }
}
