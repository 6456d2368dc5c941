package org.tsumugi.testbed.population;

/**
 * What a region contains, counted.
 *
 * @param citizens all who lived in it for at least a day
 * @param alive on the last day
 * @param householdNumbers households that ever were
 * @param twinPairs pairs of one sex, one mother, one birth date, one family name and one household
 * @param sonsLikeFather men whose name is read as their father's, family and given name, and is written otherwise
 * @param strangerPairs pairs of strangers that were given equal name, sex and birth date
 * @param renamed who changed the family name in these years
 * @param foreign with a name in Latin letters
 * @param usualNames of those, with a 通称名
 * @param becameLateElderly who turned 75 in these years
 * @param onWelfare who were without a number for some time
 * @param moved who lived at two addresses or more
 * @param renumbered whose household number changed
 * @param reusedNumbers insured numbers that were given a second time, to another person
 * @param written citizens with at least one record
 * @param records that facilities keep
 * @param secondRecords of those, second records of one patient in one facility
 * @param placeholderRecords records with 99999999 or 0 for a number
 * @param truePairs pairs of records of one citizen
 */
public record Census(
        long citizens,
        long alive,
        long householdNumbers,
        long twinPairs,
        long sonsLikeFather,
        long strangerPairs,
        long renamed,
        long foreign,
        long usualNames,
        long becameLateElderly,
        long onWelfare,
        long moved,
        long renumbered,
        long reusedNumbers,
        long written,
        long records,
        long secondRecords,
        long placeholderRecords,
        long truePairs) {}
