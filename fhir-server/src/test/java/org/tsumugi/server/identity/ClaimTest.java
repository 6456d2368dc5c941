package org.tsumugi.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.match.Grade;
import org.tsumugi.mpi.name.KanjiForms;

/** How sure it is whom a number names, by what else is said. */
class ClaimTest {

    private final Normalizer normalizer = new Normalizer(KanjiForms.curated());
    private final RecordComparer comparer = new RecordComparer(KanjiForms.curated());

    private NormalRecord record(String family, String given, String kana, Sex sex, String birthDate) {
        return record(family, given, kana, sex, birthDate, List.of());
    }

    private NormalRecord record(
            String family, String given, String kana, Sex sex, String birthDate, List<Insurance> insurances) {
        return normalizer.normalize(new PatientRecord(
                new RecordKey("1", family + given + kana + sex + birthDate),
                List.of(
                        new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, family, given),
                        new PersonName(Script.PHONETIC, Use.OFFICIAL, "", kana)),
                sex,
                birthDate,
                insurances,
                List.of(),
                "",
                List.of()));
    }

    private Grade grade(NormalRecord query, NormalRecord... records) {
        return new Claim(query)
                .grade(Stream.of(records)
                        .map(record -> comparer.compare(query, record))
                        .toList());
    }

    private NormalRecord hanako() {
        return record("渡邊", "花子", "ハナコ", Sex.FEMALE, "1950-01-07");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            '', '', '', UNKNOWN, '', CERTAIN
            '', '', '', FEMALE, '', CERTAIN
            '', '', '', FEMALE, 1950-01-07, CERTAIN
            渡辺, 花子, '', FEMALE, 1950-01-07, CERTAIN
            鈴木, 花子, '', UNKNOWN, '', CERTAIN
            渡辺花子, '', '', UNKNOWN, '', CERTAIN
            '', '', はなこ, UNKNOWN, '', CERTAIN
            渡辺, 華子, ハナコ, UNKNOWN, '', CERTAIN
            渡辺, '', '', UNKNOWN, '', CERTAIN
            鈴木, '', '', UNKNOWN, '', PROBABLE
            渡辺, 一郎, '', UNKNOWN, '', POSSIBLE
            渡辺, 一郎, '', FEMALE, 1950-01-07, POSSIBLE
            渡辺, 花子, '', MALE, 1950-01-07, POSSIBLE
            渡辺, 花子, '', FEMALE, 1961-12-24, POSSIBLE
            渡辺, 花子, '', FEMALE, 1950-01-08, PROBABLE
            渡辺, 花子, '', FEMALE, 1950, PROBABLE
            """)
    void gradeShouldBeCertainOnlyWhenNothingOrTheSameIsSaid(
            String family, String given, String kana, Sex sex, String birthDate, Grade expected) {
        assertThat(grade(record(family, given, kana, sex, birthDate), hanako())).isEqualTo(expected);
    }

    /** What a record does not say does not bear out what is said. */
    @Test
    void gradeShouldBeProbableWhenNoRecordSaysTheSame() {
        assertThat(grade(hanako(), record("渡辺", "", "", Sex.UNKNOWN, ""))).isEqualTo(Grade.PROBABLE);
    }

    @Test
    void gradeShouldNotBeCertainWhenAnotherPersonsNumberIsSaid() {
        Insurance own = new Insurance("06130012", "12", "345", "01");
        Insurance others = new Insurance("06130012", "12", "678", "01");
        NormalRecord insured = record("渡邊", "花子", "ハナコ", Sex.FEMALE, "1950-01-07", List.of(own));
        NormalRecord alone = record("", "", "", Sex.UNKNOWN, "", List.of(others));

        assertThat(grade(record("", "", "", Sex.UNKNOWN, "", List.of(own)), insured))
                .isEqualTo(Grade.CERTAIN);
        assertThat(grade(alone, insured)).isEqualTo(Grade.PROBABLE);
        assertThat(grade(alone, hanako())).as("of whom no number is known").isEqualTo(Grade.PROBABLE);
        assertThat(grade(record("渡辺", "花子", "", Sex.FEMALE, "1950-01-07", List.of(others)), hanako()))
                .isEqualTo(Grade.CERTAIN);
    }

    @Test
    void gradeShouldBeCertainWhenOneRecordSaysAllOfIt() {
        NormalRecord other = record("渡辺", "一郎", "", Sex.FEMALE, "1950-01-07");
        assertThat(grade(hanako(), other, hanako())).isEqualTo(Grade.CERTAIN);
        assertThat(grade(hanako(), other, record("渡辺", "花子", "", Sex.FEMALE, "1999-09-09")))
                .isEqualTo(Grade.POSSIBLE);
    }
}
