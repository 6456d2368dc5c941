package org.tsumugi.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.match.Candidate;
import org.tsumugi.mpi.match.CandidateStore;
import org.tsumugi.mpi.match.Grade;
import org.tsumugi.server.mpi.PersonRig;

/** What a hidden record of a person does to a match with the person: nothing. */
class VisibleCandidatesIT {

    private static final String HIDDEN = "1310000001";
    private static final String VISIBLE = "1310000002";
    private static final String BORN = "1950-01-07";
    private static final String PHONE = "0399990001";

    private final PersonRig rig = new PersonRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void hiddenRecordShouldAddNothingToAScore() {
        rig.feed(record(VISIBLE, BORN, ""));
        Candidate alone = only(match(Set.of(VISIBLE), asked()));
        rig.feed(record(HIDDEN, BORN, PHONE));
        Candidate known = only(match(Set.of(HIDDEN, VISIBLE), asked()));
        assertThat(known.record()).isEqualTo(key(HIDDEN));
        assertThat(known.score().weight()).isGreaterThan(alone.score().weight());

        Candidate visible = only(match(Set.of(VISIBLE), asked()));

        assertThat(visible).isEqualTo(alone);
        assertThat(visible.person()).as("they are one person's").isEqualTo(known.person());
    }

    @Test
    void hiddenRecordShouldForbidNothing() {
        rig.feed(record(VISIBLE, BORN, PHONE), record(HIDDEN, "1971-12-24", PHONE));
        Pair pair = Pair.of(key(VISIBLE), key(HIDDEN));
        rig.persons.change(store -> {
            store.judge(new Judgement(pair, true));
            return rig.rules
                    .now()
                    .index()
                    .recheck(
                            store,
                            List.of(pair.low(), pair.high()),
                            new Cause(Cause.Kind.JUDGEMENT, "reviewer", "one date is wrong"));
        });
        assertThat(only(match(Set.of(HIDDEN, VISIBLE), asked())).grade()).isEqualTo(Grade.POSSIBLE);

        assertThat(only(match(Set.of(VISIBLE), asked())).grade()).isEqualTo(Grade.PROBABLE);
    }

    /** a and d are two; only the hidden record, which has both names and numbers, connects them. */
    @Test
    void hiddenRecordShouldMakeNoDoubt() {
        Insurance first = new Insurance("06130012", "12", "1", "01");
        Insurance second = new Insurance("01130012", "98", "7", "02");
        rig.feed(
                named("a", VISIBLE, List.of("花子"), List.of(first)),
                named("m", HIDDEN, List.of("花子", "鞠"), List.of(first, second)),
                named("d", VISIBLE, List.of("鞠"), List.of(second)));
        PatientRecord asked = named("nobody", "", List.of("花子"), List.of(first));
        assertThat(match(Set.of(HIDDEN, VISIBLE), asked))
                .extracting(Candidate::grade)
                .doesNotContain(Grade.CERTAIN);

        assertThat(match(Set.of(VISIBLE), asked).get(0).grade()).isEqualTo(Grade.CERTAIN);
    }

    private static PatientRecord named(
            String patient, String facility, List<String> given, List<Insurance> insurances) {
        return new PatientRecord(
                new RecordKey(facility, PersonRig.id(patient).toString()),
                given.stream()
                        .map(name -> new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "山田", name))
                        .toList(),
                Sex.FEMALE,
                BORN,
                insurances,
                List.of(),
                "",
                List.of());
    }

    @Test
    void hiddenRecordShouldNotBeFound() {
        rig.feed(record(HIDDEN, BORN, PHONE));
        assertThat(match(Set.of(HIDDEN), asked())).hasSize(1);

        assertThat(match(Set.of(VISIBLE), asked())).isEmpty();
        assertThat(match(Set.of(), asked())).isEmpty();
    }

    private List<Candidate> match(Set<String> facilities, PatientRecord asked) {
        return Objects.requireNonNull(rig.persons.ask(store -> {
            CandidateStore visible = new VisibleCandidates(store, facilities);
            return rig.rules.now().matcher().match(visible, asked).candidates();
        }));
    }

    private static Candidate only(List<Candidate> candidates) {
        assertThat(candidates).hasSize(1);
        return candidates.get(0);
    }

    private static RecordKey key(String facility) {
        return new RecordKey(facility, PersonRig.id(facility).toString());
    }

    private static PatientRecord record(String facility, String born, String phone) {
        return said(key(facility), born, phone, List.of(new Insurance("06130012", "12", "1", "01")));
    }

    /** Nobody's record, without a number. */
    private static PatientRecord asked() {
        return said(new RecordKey("", PersonRig.id("nobody").toString()), BORN, PHONE, List.of());
    }

    private static PatientRecord said(RecordKey key, String born, String phone, List<Insurance> insurances) {
        return new PatientRecord(
                key,
                List.of(new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "山田", "花子")),
                Sex.FEMALE,
                born,
                insurances,
                List.of(),
                "",
                phone.isEmpty() ? List.of() : List.of(phone));
    }
}
