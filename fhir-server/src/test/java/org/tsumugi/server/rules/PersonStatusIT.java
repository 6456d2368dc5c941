package org.tsumugi.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.mpi.PersonRig;

/** What operators are told of the index of persons. */
class PersonStatusIT {

    private final PersonRig rig = new PersonRig();

    @BeforeEach
    void feed() {
        rig.feed(
                PersonRig.insured("a", "1"),
                PersonRig.insured("b", "1"),
                PersonRig.record("c", "鈴木", "一子", "1960-02-03", "2"),
                PersonRig.record("d", "佐藤", "桜", "1970-05-06", "3"),
                PersonRig.record("e", "木村", "桃", "1980-05-06", "3"));
        for (String since : List.of("2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z")) {
            rig.jdbc.update(
                    "insert into tsumugi.person_outbox (patient_id, facility, enqueued_at) values (?, ?, cast(? as timestamptz))",
                    UUID.randomUUID(),
                    PersonRig.FACILITY,
                    since);
        }
        rules("a", "0");
        rules("b", "2");
        rules("c", null);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void rules(String patient, @org.jspecify.annotations.Nullable String version) {
        rig.jdbc.update("update tsumugi.person_record set rules = ? where patient = ?", version, PersonRig.id(patient));
    }

    @Test
    void statusShouldCountWhatThereIs() {
        assertThat(PersonStatus.of(rig.jdbc, PersonStatus.MOST))
                .isEqualTo(new PersonStatus(
                        5,
                        4,
                        2,
                        Instant.parse("2026-04-01T00:00:00Z"),
                        5,
                        3,
                        0,
                        Map.of("VETOED", 1L),
                        "1",
                        rig.rules.now().model().version()));
    }

    @Test
    void statusShouldCountNoMoreThanItMay() {
        PersonStatus bounded = PersonStatus.of(rig.jdbc, 1);

        assertThat(List.of(
                        bounded.records(),
                        bounded.persons(),
                        bounded.waiting(),
                        bounded.unsuggested(),
                        bounded.dividedOtherwise()))
                .containsOnly(1L);
        assertThat(bounded.doubts()).isEqualTo(Map.of("VETOED", 1L));
    }

    /** In a region of millions all are divided by the rules in force nearly always, and no record is to be read to say so. */
    @Test
    void dividedOtherwiseShouldBeFoundByAnIndex() {
        assertThat(Objects.requireNonNull(rig.jdbc.queryForObject(
                        "select count(*) from pg_indexes where tablename = 'person_record' and indexdef like '%(rules)'",
                        Integer.class)))
                .isEqualTo(1);
    }
}
