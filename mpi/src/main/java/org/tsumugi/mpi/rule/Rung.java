package org.tsumugi.mpi.rule;

import java.util.Set;
import org.tsumugi.mpi.Field;

/**
 * One rung of the ladder.
 *
 * @param id its name in decisions
 * @param number what the two records must share
 * @param former whether numbers count that are no longer valid
 * @param agree the fields that must agree beside it: {@link Field#NAME} (given and whole name), {@link Field#GIVEN_NAME} (or its
 *     reading), {@link Field#SEX}, {@link Field#BIRTH_DATE}, {@link Field#POSTAL_CODE}
 * @param spelling how near names have to be
 */
public record Rung(String id, NumberKind number, boolean former, Set<Field> agree, Spelling spelling) {

    /** What can be asked to agree. */
    static final Set<Field> AGREEABLE =
            Set.of(Field.NAME, Field.GIVEN_NAME, Field.SEX, Field.BIRTH_DATE, Field.POSTAL_CODE);

    public Rung {
        agree = Set.copyOf(agree);
        if (!AGREEABLE.containsAll(agree)) {
            throw new IllegalArgumentException(
                    "rung " + id + ": only name, given-name, sex, birth-date and postal-code can agree");
        }
        if (!number.isPersonal() && !agree.contains(Field.BIRTH_DATE)) {
            throw new IllegalArgumentException(
                    "rung " + id + ": " + number + " is not one person's, birth-date must agree beside it");
        }
    }
}
