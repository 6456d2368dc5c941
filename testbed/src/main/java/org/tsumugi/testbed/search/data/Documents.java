package org.tsumugi.testbed.search.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsumugi.search.Amount;
import org.tsumugi.search.Days;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.RecordEntry;

/** People as the index takes them. */
public final class Documents {

    private static final String UNITS = "http://unitsofmeasure.org";

    private final Vocabulary vocabulary;

    public Documents(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The document of a person. */
    public PersonDocument of(SyntheticPerson person) {
        return new PersonDocument(
                "person-" + person.number(),
                person.patients().stream()
                        .map(patient -> patient(person, patient))
                        .toList());
    }

    private PatientEntry patient(SyntheticPerson person, SyntheticPatient patient) {
        return new PatientEntry(
                patient.id().toString(),
                patient.facility(),
                new Days(person.birth(), person.birth()),
                person.gender(),
                person.denials(),
                patient.records().stream().map(this::record).toList());
    }

    private RecordEntry record(SyntheticRecord record) {
        Kind kind = record.kind();
        return new RecordEntry(
                record.id().toString(),
                kind.type(),
                Set.of(vocabulary.key(record.code())),
                Map.of(kind.day(), new Days(record.day(), record.day())),
                kind.amount().map(parameter -> amounts(parameter, record)).orElse(Map.of()));
    }

    private static Map<String, List<Amount>> amounts(String parameter, SyntheticRecord record) {
        String unit = record.kind() == Kind.DRUG ? "{tbl}" : "mg/dL";
        return Map.of(parameter, List.of(new Amount(record.amount(), UNITS, unit)));
    }
}
