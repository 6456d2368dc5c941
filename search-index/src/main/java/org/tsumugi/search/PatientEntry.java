package org.tsumugi.search;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Patient of a facility, with its records. Nothing of it ever refers to another facility.
 *
 * @param id logical id
 * @param facility whose Patient it is, by the name that {@link Visibility} uses
 * @param birth the days that the birth date covers; null where it is not known
 * @param gender administrative gender; null where it is not known
 * @param denials for whom nothing of this Patient exists: names of groups of readers that {@link Visibility} uses
 * @param records all other resources about it
 */
public record PatientEntry(
        String id,
        String facility,
        @Nullable Days birth,
        @Nullable String gender,
        Set<String> denials,
        List<RecordEntry> records) {

    public PatientEntry {
        denials = Set.copyOf(denials);
        records = List.copyOf(records);
    }
}
