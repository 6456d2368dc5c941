package org.tsumugi.testbed.population.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.population.life.Cover;
import org.tsumugi.testbed.population.life.CoverKind;
import org.tsumugi.testbed.population.name.Repertoire;

class NotationTest {

    private static final RecordKey KEY = new RecordKey("1319900013", "record");

    private static final Entry ENTRY = new Entry(
            List.of(
                    new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "服部", "翔一"),
                    new PersonName(Script.PHONETIC, Use.OFFICIAL, "ハットリ", "ショウイチ")),
            Sex.MALE,
            LocalDate.of(1989, 1, 7),
            List.of(
                    new Cover(CoverKind.SMALL_COMPANIES, "01130012", "12345678", "42", "00"),
                    new Cover(CoverKind.NATIONAL, "138198", "", "12345678", "01")),
            "175-0222",
            List.of("03-0000-0000"));

    @Test
    void recordShouldBePlainInAPlainFacility() {
        PatientRecord record = new Notation(plain()).record(KEY, ENTRY);

        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.names()).isEqualTo(ENTRY.names());
        assertThat(record.birthDate()).isEqualTo("1989-01-07");
        assertThat(record.postalCode()).isEqualTo("175-0222");
        assertThat(record.phones()).containsExactly("03-0000-0000");
        assertThat(record.insurances())
                .containsExactly(
                        new Insurance("01130012", "12345678", "42", "00"),
                        new Insurance("138198", "", "12345678", "01"));
    }

    @Test
    void recordShouldBeInTheHabitsOfTheFacility() {
        Habits habits = new Habits(
                Repertoire.WINDOWS,
                Habits.Kana.HALF_WIDTH,
                false,
                false,
                Habits.Dates.ERA,
                true,
                false,
                true,
                true,
                false,
                false,
                Habits.Foreign.LATIN);
        PatientRecord record = new Notation(habits).record(KEY, ENTRY);

        assertThat(record.names())
                .containsExactly(
                        new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "服部　翔一", ""),
                        new PersonName(Script.PHONETIC, Use.OFFICIAL, "ﾊﾂﾄﾘ ｼﾖｳｲﾁ", ""));
        assertThat(record.birthDate()).isEqualTo("S64.01.07");
        assertThat(record.postalCode()).isEqualTo("1750222");
        assertThat(record.insurances())
                .containsExactly(
                        new Insurance("01130012", "１２３４５６７８", "４２", "00"),
                        new Insurance("138198", "", "１２３４−５６７８", "01"));
    }

    @Test
    void recordShouldPadNumbersWhereTheFacilityDoesSo() {
        Habits habits = new Habits(
                Repertoire.UNICODE,
                Habits.Kana.HIRAGANA,
                true,
                true,
                Habits.Dates.BASIC,
                false,
                true,
                false,
                true,
                false,
                true,
                Habits.Foreign.LATIN);
        PatientRecord record = new Notation(habits).record(KEY, ENTRY);

        assertThat(record.insurances().get(0).number()).isEqualTo("00000042");
        assertThat(record.birthDate()).isEqualTo("19890107");
        assertThat(record.names().get(1).given()).isEqualTo("しょういち");
    }

    static Habits plain() {
        return new Habits(
                Repertoire.UNICODE,
                Habits.Kana.KATAKANA,
                true,
                true,
                Habits.Dates.ISO,
                false,
                false,
                false,
                true,
                false,
                true,
                Habits.Foreign.LATIN);
    }
}
