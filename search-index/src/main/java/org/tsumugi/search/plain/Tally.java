package org.tsumugi.search.plain;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.OfRecords;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.RecordEntry;
import org.tsumugi.search.Visibility;

/**
 * What a question comes to.
 *
 * @param total how many
 * @param names of the names that were looked for, by key, how many records bear each
 */
public record Tally(long total, Map<Long, Long> names) {

    /** Counts, one document after the other. */
    public static Tally of(
            Collection<PersonDocument> documents, CountQuery query, List<Wanted> wanted, Visibility visibility) {
        Tally tally = new Tally(0, new HashMap<>());
        for (PersonDocument document : documents) {
            if (visibility.isVisible(document)) {
                List<PatientEntry> visible = document.patients().stream()
                        .filter(visibility::isVisible)
                        .toList();
                tally = tally.plus(ofPerson(visible, query, wanted));
            }
        }
        return tally;
    }

    /** Both together. */
    public Tally plus(Tally other) {
        Map<Long, Long> sum = new HashMap<>(names);
        other.names.forEach((name, records) -> sum.merge(name, records, Long::sum));
        return new Tally(total + other.total, sum);
    }

    private static Tally ofPerson(List<PatientEntry> patients, CountQuery query, List<Wanted> wanted) {
        if (query instanceof OfRecords records) {
            List<RecordEntry> counted = patients.stream()
                    .filter(patient -> meets(patient, records.patient()))
                    .flatMap(patient -> patient.records().stream())
                    .filter(wanted.get(0)::isMetBy)
                    .toList();
            long total = query.unit() == Unit.RESOURCE ? counted.size() : counted.isEmpty() ? 0 : 1;
            return new Tally(total, names(counted, wanted));
        }
        OfPatients asked = (OfPatients) query;
        Map<Long, Long> names = names(met(patients, wanted), wanted);
        if (query.unit() == Unit.RESOURCE) {
            long total = patients.stream()
                    .filter(patient -> meets(patient, asked.patient()) && haveAll(List.of(patient), wanted))
                    .count();
            return new Tally(total, names);
        }
        boolean counts =
                patients.stream().anyMatch(patient -> meets(patient, asked.patient())) && haveAll(patients, wanted);
        return new Tally(counts ? 1 : 0, names);
    }

    private static boolean meets(PatientEntry patient, PatientCondition condition) {
        var birth = patient.birth();
        String gender = patient.gender();
        return condition.births().stream()
                        .allMatch(anyOf -> birth != null && anyOf.stream().anyMatch(test -> test.matches(birth)))
                && condition.genders().stream().allMatch(anyOf -> gender != null && anyOf.contains(gender));
    }

    private static boolean haveAll(List<PatientEntry> patients, List<Wanted> wanted) {
        return wanted.stream()
                .allMatch(one -> patients.stream()
                        .flatMap(patient -> patient.records().stream())
                        .anyMatch(one::isMetBy));
    }

    private static List<RecordEntry> met(List<PatientEntry> patients, List<Wanted> wanted) {
        return patients.stream()
                .flatMap(patient -> patient.records().stream())
                .filter(entry -> wanted.stream().anyMatch(one -> one.isMetBy(entry)))
                .toList();
    }

    private static Map<Long, Long> names(List<RecordEntry> entries, List<Wanted> wanted) {
        Set<Long> lookedFor = Wanted.allNames(wanted);
        Map<Long, Long> names = new HashMap<>();
        for (RecordEntry entry : entries) {
            for (Long name : entry.names()) {
                if (lookedFor.contains(name)) {
                    names.merge(name, 1L, Long::sum);
                }
            }
        }
        return names;
    }
}
