package org.tsumugi.mpi.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tsumugi.mpi.Field;

/**
 * A version of the rules.
 *
 * @param version its name, which every decision gives
 * @param study whether it may only be studied: a rung without a number joins strangers
 * @param rungs the strongest first
 * @param vetoes what forbids a link on every rung
 * @param largestBlock under a number with more dates of birth than this, more records of one facility or very many in all, nothing is linked: it is a number that somebody writes when
 *     there is none
 * @param commonIdSystems the identifier systems whose numbers are common IDs or cards of the network
 */
public record Rules(
        String version,
        boolean study,
        List<Rung> rungs,
        Set<Veto> vetoes,
        int largestBlock,
        Set<String> commonIdSystems) {

    /** @throws IllegalArgumentException when they contradict themselves */
    public Rules {
        rungs = List.copyOf(rungs);
        vetoes = Set.copyOf(vetoes);
        commonIdSystems = Set.copyOf(commonIdSystems);
        if (version.isBlank()) {
            throw new IllegalArgumentException("version is missing");
        }
        if (largestBlock < 1) {
            throw new IllegalArgumentException("largest-block must be at least 1");
        }
        Set<String> ids = new HashSet<>();
        for (Rung rung : rungs) {
            if (!ids.add(rung.id())) {
                throw new IllegalArgumentException("two rungs are called " + rung.id());
            }
            if (!study) {
                requireEnough(rung);
            }
            if (rung.number() == NumberKind.NONE && !study) {
                throw new IllegalArgumentException("rung " + rung.id()
                        + ": without a number strangers are joined; only rules with 'study: true' may say so");
            }
        }
        if (!study && !vetoes.containsAll(Set.of(Veto.BIRTH_DATE, Veto.SEX, Veto.TWIN))) {
            throw new IllegalArgumentException(
                    "birth-date, sex and twin must veto; only rules with 'study: true' may do without");
        }
    }

    /** A number is written wrong, copied, or shared by a household: what stands beside it must say the same person. */
    private static void requireEnough(Rung rung) {
        Set<Field> agree = rung.agree();
        boolean named = agree.contains(Field.NAME) || agree.contains(Field.GIVEN_NAME);
        boolean enough = switch (rung.number()) {
            case MERGED_NUMBER, NONE -> true;
            case COMMON_ID, INDIVIDUAL_NUMBER, LATE_ELDERLY_NUMBER -> named && agree.contains(Field.BIRTH_DATE);
            case HOUSEHOLD_NUMBER -> agree.containsAll(Set.of(Field.NAME, Field.SEX, Field.BIRTH_DATE));
        };
        if (!enough) {
            throw new IllegalArgumentException(
                    "rung " + rung.id()
                            + ": beside a number name or given-name and birth-date must agree, beside a household's name, sex and birth-date");
        }
    }
}
