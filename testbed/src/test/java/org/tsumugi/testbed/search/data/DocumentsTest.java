package org.tsumugi.testbed.search.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsumugi.search.Amount;
import org.tsumugi.search.Days;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.RecordEntry;

class DocumentsTest {

    private final Vocabulary vocabulary = new Vocabulary();

    @Test
    void documentShouldHoldAllThatIsKnownOfThePerson() {
        UUID id = new UUID(1, 2);
        List<SyntheticRecord> records = List.of(
                new SyntheticRecord(id, Kind.DISEASE, 0, 20200102, 0),
                new SyntheticRecord(id, Kind.DRUG, 20_000, 20200103, 0.5));
        SyntheticPerson person = new SyntheticPerson(
                9, 19500607, "male", Set.of("few"), List.of(new SyntheticPatient(id, 18, "1319900000", records)));

        PersonDocument document = new Documents(vocabulary).of(person);

        assertThat(document)
                .isEqualTo(new PersonDocument(
                        "person-9",
                        List.of(new PatientEntry(
                                id.toString(),
                                "1319900000",
                                new Days(19500607, 19500607),
                                "male",
                                Set.of("few"),
                                List.of(
                                        new RecordEntry(
                                                id.toString(),
                                                "Condition",
                                                Set.of(vocabulary.names().get(0).key()),
                                                Map.of("onset-date", new Days(20200102, 20200102)),
                                                Map.of()),
                                        new RecordEntry(
                                                id.toString(),
                                                "MedicationRequest",
                                                Set.of(vocabulary
                                                        .names()
                                                        .get(20_000)
                                                        .key()),
                                                Map.of("authoredon", new Days(20200103, 20200103)),
                                                Map.of(
                                                        "dose-quantity",
                                                        List.of(new Amount(
                                                                0.5, "http://unitsofmeasure.org", "{tbl}")))))))));
    }
}
