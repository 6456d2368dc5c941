package org.tsumugi.testbed.population.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.testbed.population.Rates;
import org.tsumugi.testbed.population.life.ChangeRates;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.life.Cover;
import org.tsumugi.testbed.population.life.District;
import org.tsumugi.testbed.population.name.Repertoire;
import org.tsumugi.testbed.population.name.TrueName;
import org.tsumugi.testbed.population.writing.Attendance.Patient;

class RegistrarTest {

    private static final LocalDate FIRST = LocalDate.of(2016, 4, 1);
    private static final LocalDate LAST = FIRST.plusYears(10).minusDays(1);

    private static final List<Citizen> CITIZENS =
            District.live(ChangeRates.standard(), 21, 0, 2_000, FIRST, 10).citizens().stream()
                    .filter(citizen -> citizen.livesOn(FIRST) && citizen.livesOn(LAST))
                    .toList();

    @Test
    void entryShouldBeTheTruthOfTheDayWithoutErrors() {
        for (Citizen citizen : CITIZENS) {
            Entry entry = entry(citizen, "wrongSex", 0, NotationTest.plain());
            TrueName name = citizen.names().on(LAST);
            Script script = name.foreign() ? Script.ALPHABETIC : Script.IDEOGRAPHIC;

            assertThat(entry.names())
                    .containsExactly(
                            new PersonName(script, Use.OFFICIAL, name.family(), name.given()),
                            new PersonName(Script.PHONETIC, Use.OFFICIAL, name.familyKana(), name.givenKana()));
            assertThat(entry.birthDate()).isEqualTo(citizen.birthDate());
            assertThat(entry.sex()).isEqualTo(citizen.sex());
            assertThat(entry.postalCode()).isEqualTo(citizen.homes().on(LAST).postalCode());
            assertThat(entry.covers()).isEqualTo(covers(citizen));
            assertThat(entry.phones()).isNotEmpty();
            assertThat(entry.hasPlaceholder()).isFalse();
        }
    }

    @Test
    void formerNameShouldStayOrBeNoted() {
        List<Citizen> renamed = CITIZENS.stream()
                .filter(citizen -> !citizen.names()
                        .on(FIRST)
                        .family()
                        .equals(citizen.names().on(LAST).family()))
                .toList();

        assertThat(renamed).hasSizeGreaterThan(10).allSatisfy(citizen -> {
            String former = citizen.names().on(FIRST).family();
            String present = citizen.names().on(LAST).family();
            List<PersonName> kept =
                    entry(citizen, "formerNameKept", 1, NotationTest.plain()).names();
            List<PersonName> noted =
                    entry(citizen, "formerNameNoted", 1, NotationTest.plain()).names();

            assertThat(kept).extracting(PersonName::family).contains(former).doesNotContain(present);
            assertThat(noted.get(0).family()).isEqualTo(present);
            assertThat(noted)
                    .filteredOn(name -> name.use() == Use.FORMER)
                    .extracting(PersonName::family)
                    .contains(former)
                    .hasSize(2);
        });
    }

    @Test
    void kanjiTypingShouldChangeOneNameAndLeaveTheReading() {
        long wrong = CITIZENS.stream()
                .filter(citizen -> !citizen.names().on(LAST).foreign())
                .filter(citizen -> {
                    TrueName name = citizen.names().on(LAST);
                    List<PersonName> names = entry(citizen, "kanjiTyping", 1, NotationTest.plain())
                            .names();
                    boolean family = names.get(0).family().equals(name.family());
                    boolean given = names.get(0).given().equals(name.given());
                    assertThat(family || given).isTrue();
                    assertThat(names.get(1).given()).isEqualTo(name.givenKana());
                    return !(family && given);
                })
                .count();

        assertThat(wrong).isGreaterThan(CITIZENS.size() * 8L / 10);
    }

    @Test
    void readingShouldBeMissingOrWrong() {
        Citizen citizen = CITIZENS.get(0);

        assertThat(entry(citizen, "kanaMissing", 1, NotationTest.plain()).names())
                .noneMatch(name -> name.script() == Script.PHONETIC);
        assertThat(entry(citizen, "kanaTyping", 1, NotationTest.plain()).names().get(1))
                .isNotEqualTo(entry(citizen, "kanaTyping", 0, NotationTest.plain())
                        .names()
                        .get(1));
    }

    @Test
    void foreignNamesShouldBeWrittenInTheWayOfTheFacility() {
        List<Citizen> foreign = CITIZENS.stream()
                .filter(citizen -> citizen.names().on(LAST).foreign())
                .toList();
        assertThat(foreign).hasSizeGreaterThan(20);
        for (Citizen citizen : foreign) {
            TrueName name = citizen.names().on(LAST);
            PersonName swapped = entry(citizen, "orderSwapped", 1, NotationTest.plain())
                    .names()
                    .get(0);
            PersonName katakana = entry(citizen, "wrongSex", 0, foreign(Habits.Foreign.KATAKANA))
                    .names()
                    .get(0);
            PersonName whole = entry(citizen, "wrongSex", 0, foreign(Habits.Foreign.LATIN_WHOLE))
                    .names()
                    .get(0);
            List<PersonName> usual =
                    entry(citizen, "usualNameWritten", 1, NotationTest.plain()).names();

            assertThat(swapped.family()).isEqualTo(name.given());
            assertThat(katakana.family()).isEqualTo(name.familyKana());
            assertThat(whole.family()).isEqualTo(name.family() + " " + name.given());
            TrueName registered = name.usual();
            if (registered != null) {
                assertThat(usual).extracting(PersonName::family).contains(registered.family());
            }
        }
    }

    @Test
    void numbersShouldBeMistakenAsTheRatesSay() {
        int checked = 0;
        for (Citizen citizen : CITIZENS) {
            List<Cover> covers = covers(citizen);
            if (covers.isEmpty()) {
                continue;
            }
            Cover cover = covers.get(0);
            assertThat(entry(citizen, "numberMissing", 1, NotationTest.plain()).covers())
                    .isEmpty();
            Cover typed = entry(citizen, "numberTyping", 1, NotationTest.plain())
                    .covers()
                    .get(0);
            assertThat(typed.number()).hasSameSizeAs(cover.number()).isNotEqualTo(cover.number());
            assertThat(typed.symbol()).isEqualTo(cover.symbol());
            assertThat(entry(citizen, "branchMissing", 1, NotationTest.plain())
                            .covers()
                            .get(0)
                            .branch())
                    .isEmpty();
            String swapped = entry(citizen, "branchSwapped", 1, NotationTest.plain())
                    .covers()
                    .get(0)
                    .branch();
            assertThat(swapped).isEqualTo(swapped(cover.branch()));
            checked++;
        }
        assertThat(checked).isGreaterThan(1_000);
    }

    @Test
    void placeholdersShouldBeEnteredWhereThatIsTheHabit() {
        Habits careless = new Habits(
                Repertoire.UNICODE,
                Habits.Kana.KATAKANA,
                true,
                true,
                Habits.Dates.ISO,
                false,
                false,
                false,
                true,
                true,
                true,
                Habits.Foreign.LATIN);
        Citizen insured = CITIZENS.stream()
                .filter(citizen -> !covers(citizen).isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(entry(insured, "numberPlaceholder", 1, careless)
                        .covers()
                        .get(0)
                        .number())
                .isIn("99999999", "0");
        assertThat(entry(insured, "numberPlaceholder", 1, careless).hasPlaceholder())
                .isTrue();
        assertThat(entry(insured, "numberPlaceholder", 1, NotationTest.plain()).hasPlaceholder())
                .isFalse();
    }

    @Test
    void addressOfTheFirstVisitShouldStayWhenNobodyAsks() {
        List<Citizen> moved = CITIZENS.stream()
                .filter(citizen ->
                        !citizen.homes().on(FIRST).equals(citizen.homes().on(LAST)))
                .toList();

        assertThat(moved)
                .hasSizeGreaterThan(100)
                .allSatisfy(citizen -> assertThat(entry(citizen, "addressKept", 1, NotationTest.plain())
                                .postalCode())
                        .isEqualTo(citizen.homes().on(FIRST).postalCode()));
    }

    private static List<Cover> covers(Citizen citizen) {
        List<Cover> covers = new ArrayList<>();
        for (LocalDate day : List.of(FIRST, LAST)) {
            Cover cover = citizen.covers().on(day);
            if (cover.hasNumber() && !covers.contains(cover)) {
                covers.add(cover);
            }
        }
        return covers;
    }

    private static String swapped(String branch) {
        if (branch.isEmpty()) {
            return "";
        }
        return branch.equals("00") ? "01" : "00";
    }

    private static Habits foreign(Habits.Foreign foreign) {
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
                foreign);
    }

    private static Entry entry(Citizen citizen, String rate, double value, Habits habits) {
        ErrorRates rates = new Rates(ChangeRates.standard(), ErrorRates.none())
                .with(rate, value)
                .errors();
        return new Registrar(1, rates).enter(citizen, new Patient(0, 0, List.of(FIRST, LAST)), habits);
    }
}
