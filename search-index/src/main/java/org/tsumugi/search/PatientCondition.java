package org.tsumugi.search;

import java.util.List;
import java.util.Set;

/**
 * What a Patient must meet. Each list is all of what it holds, and of each of these any one.
 *
 * @param births each met by the birth date
 * @param genders each met by the administrative gender
 */
public record PatientCondition(List<List<DayTest>> births, List<Set<String>> genders) {

    /** Every Patient. */
    public static final PatientCondition ANY = new PatientCondition(List.of(), List.of());

    public PatientCondition {
        births = List.copyOf(births);
        genders = List.copyOf(genders);
    }
}
