package org.tsumugi.mpi.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.date.BirthDate;

/**
 * A record in the form in which records are compared.
 *
 * @param key names the record
 * @param names all names, present and former
 * @param sex administrative sex
 * @param birthDate with its flags
 * @param numbers all numbers that the facility ever said, with whether it has only former files that say it
 * @param postalCode digits; empty when not known
 * @param phones digits
 */
public record NormalRecord(
        RecordKey key,
        List<NormalName> names,
        Sex sex,
        BirthDate birthDate,
        Map<LinkKey, Boolean> numbers,
        String postalCode,
        Set<String> phones) {

    public NormalRecord {
        names = List.copyOf(names);
        numbers = Map.copyOf(numbers);
        phones = Set.copyOf(phones);
    }

    /** The date of birth as one number, yyyymmdd; 0 where it is not known to the day or stands for a date that is not known. */
    public int birthDay() {
        return birthDate
                .full()
                .map(date -> date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth())
                .orElse(0);
    }

    /** The numbers that count. */
    public Set<LinkKey> numbers(boolean former) {
        if (former) {
            return numbers.keySet();
        }
        Set<LinkKey> present = new HashSet<>();
        numbers.forEach((key, isFormer) -> {
            if (!isFormer) {
                present.add(key);
            }
        });
        return present;
    }

    @Override
    public String toString() {
        return "NormalRecord[" + key + "]";
    }
}
