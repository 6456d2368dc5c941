package org.tsumugi.search;

import java.util.Optional;
import java.util.Set;

/**
 * What there is for the one who asks. Every question to the index has one; what it leaves out is not in any number that comes back. It
 * is part of the query itself, so that nothing is looked at that does not exist for the one who asks, and it costs the same however many
 * persons it leaves out: a person's document says for whom it does not exist.
 *
 * @param person the only person there is, by {@link PersonDocument#key()}; empty for all
 * @param only the only facilities there are; empty for all
 * @param without facilities that there are not
 * @param denied groups of readers to which the one who asks belongs: a Patient that is denied to any of them does not exist
 */
public record Visibility(Optional<String> person, Optional<Set<String>> only, Set<String> without, Set<String> denied) {

    public Visibility {
        only = only.map(Set::copyOf);
        without = Set.copyOf(without);
        denied = Set.copyOf(denied);
    }

    /** Everything. For operators' own checks, and for readers while nobody is denied anything. */
    public static Visibility all() {
        return new Visibility(Optional.empty(), Optional.empty(), Set.of(), Set.of());
    }

    /** One person, in these facilities. */
    public static Visibility ofPerson(String person, Set<String> facilities) {
        return new Visibility(Optional.of(person), Optional.of(facilities), Set.of(), Set.of());
    }

    /** All persons, in these facilities. */
    public static Visibility ofFacilities(Set<String> facilities) {
        return new Visibility(Optional.empty(), Optional.of(facilities), Set.of(), Set.of());
    }

    /**
     * All persons in all facilities, for counts.
     *
     * @param without but for these facilities
     * @param denied and but for the Patients that are denied to any of these groups of readers
     */
    public static Visibility ofRegion(Set<String> without, Set<String> denied) {
        return new Visibility(Optional.empty(), Optional.empty(), without, denied);
    }

    /** Whether anything of the person exists at all. */
    public boolean isVisible(PersonDocument document) {
        return person.isEmpty() || person.get().equals(document.key());
    }

    /** Whether the Patient exists. */
    public boolean isVisible(PatientEntry patient) {
        return (only.isEmpty() || only.get().contains(patient.facility()))
                && !without.contains(patient.facility())
                && patient.denials().stream().noneMatch(denied::contains);
    }
}
