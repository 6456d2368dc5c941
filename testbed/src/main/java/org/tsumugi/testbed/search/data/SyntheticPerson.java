package org.tsumugi.testbed.search.data;

import java.util.List;
import java.util.Set;

/**
 * A person.
 *
 * @param number from 0
 * @param birth as yyyymmdd
 * @param gender administrative gender
 * @param denials the groups of readers for whom nothing of the person exists
 * @param patients one or two
 */
public record SyntheticPerson(
        int number, int birth, String gender, Set<String> denials, List<SyntheticPatient> patients) {

    public SyntheticPerson {
        denials = Set.copyOf(denials);
        patients = List.copyOf(patients);
    }
}
