package org.tsumugi.testbed.population.writing;

import java.time.LocalDate;
import java.util.List;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.population.life.Cover;

/**
 * What a facility believes of a patient, mistakes and missing characters included, before its notation.
 *
 * @param names the present name first; readings in full-width katakana with small kana
 * @param covers the insurances seen, the oldest first
 * @param phones what can be called
 */
public record Entry(
        List<PersonName> names,
        Sex sex,
        LocalDate birthDate,
        List<Cover> covers,
        String postalCode,
        List<String> phones) {

    public Entry {
        names = List.copyOf(names);
        covers = List.copyOf(covers);
        phones = List.copyOf(phones);
    }

    /** Whether a number is none: 99999999 or 0. */
    public boolean hasPlaceholder() {
        return covers.stream().anyMatch(cover -> CoverClerk.PLACEHOLDERS.contains(cover.number()));
    }

    /** No particulars appear in logs. */
    @Override
    public String toString() {
        return "Entry[]";
    }
}
