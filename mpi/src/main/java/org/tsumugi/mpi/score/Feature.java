package org.tsumugi.mpi.score;

import java.util.List;

/**
 * What two records are weighed in, each with its levels from the nearest to {@code DIFFERENT}. That at least one record says nothing
 * is no level but {@link Pattern#MISSING}.
 *
 * <p>One fact is to be told once: who sets {@link #INDIVIDUAL_NUMBER} leaves {@link #HOUSEHOLD_NUMBER} missing, as the one implies
 * the other, and another family name beside the same given name leaves {@link #READING} missing where it only says that again.
 */
public enum Feature {
    /** 姓 as it is written; {@code FORMER}: one's present name is the other's former (旧姓). */
    FAMILY_NAME(Levels.NAME),
    /** 名 as it is written. */
    GIVEN_NAME(Levels.NAME),
    /** Both names in kana. */
    READING(Levels.NAME),
    /** {@code WEAK_SAME}: 1 January in both. {@code SWAPPED}, {@code ERA}, {@code DIGIT}, {@code PARTIAL}: the slips of dates. */
    BIRTH_DATE(List.of("SAME", "WEAK_SAME", "SWAPPED", "ERA", "DIGIT", "PARTIAL", "DIFFERENT")),
    SEX(List.of("SAME", "DIFFERENT")),
    /** Insurer, symbol and number where a branch is not known. */
    HOUSEHOLD_NUMBER(List.of("SAME", "DIFFERENT")),
    /** With branch, or the number of 後期高齢者医療. {@code BRANCH_DIFFERS}: another person of the household, or a slip. */
    INDIVIDUAL_NUMBER(List.of("SAME", "BRANCH_DIFFERS", "DIFFERENT")),
    /** {@code NEAR}: the first three digits, which are one delivery office's. */
    POSTAL_CODE(List.of("SAME", "NEAR", "DIFFERENT")),
    PHONE(List.of("SAME", "DIFFERENT"));

    private static final class Levels {
        static final List<String> NAME = List.of("SAME", "OTHER_FORM", "SIMILAR", "FORMER", "DIFFERENT");
    }

    private final List<String> levels;

    Feature(List<String> levels) {
        this.levels = levels;
    }

    /** The names of its levels; a level is the index of its name. */
    public List<String> levels() {
        return levels;
    }

    /** @throws IllegalArgumentException when it has no such level */
    public int level(String name) {
        int level = levels.indexOf(name);
        if (level < 0) {
            throw new IllegalArgumentException(this + " has no level " + name);
        }
        return level;
    }

    /** The level of agreement. */
    public int same() {
        return 0;
    }

    /** The level of disagreement. */
    public int different() {
        return levels.size() - 1;
    }

    /** Whether how frequent the compared name is has a say. */
    public boolean hasTerms() {
        return levels == Levels.NAME;
    }

    /** Whether both records have one and the same name at this level, in whatever form. */
    boolean isOneTerm(int level) {
        return hasTerms() && level <= level("OTHER_FORM") && level != Pattern.MISSING;
    }
}
