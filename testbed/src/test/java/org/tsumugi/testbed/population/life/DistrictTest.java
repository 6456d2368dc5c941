package org.tsumugi.testbed.population.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.population.Rates;
import org.tsumugi.testbed.population.life.Timeline.Since;
import org.tsumugi.testbed.population.name.TrueName;

class DistrictTest {

    private static final LocalDate FIRST = LocalDate.of(2016, 4, 1);
    private static final int YEARS = 10;
    private static final LocalDate LAST = FIRST.plusYears(YEARS);

    private static final List<Citizen> CITIZENS =
            District.live(ChangeRates.standard(), 11, 3, 2_000, FIRST, YEARS).citizens();

    @Test
    void liveShouldHaveThePersonsOnTheFirstDayAndChildrenLater() {
        assertThat(CITIZENS).filteredOn(citizen -> citizen.livesOn(FIRST)).hasSize(2_000);
        assertThat(CITIZENS)
                .filteredOn(citizen -> citizen.birthDate().isAfter(FIRST))
                .hasSizeGreaterThan(50);
        assertThat(CITIZENS)
                .filteredOn(citizen -> citizen.deathDate().isPresent())
                .hasSizeGreaterThan(50);
        for (int i = 0; i < CITIZENS.size(); i++) {
            long id = CITIZENS.get(i).id();
            assertThat(District.of(id)).isEqualTo(3);
            assertThat(District.placeOf(id)).isEqualTo(i);
        }
    }

    @Test
    void lateElderlyInsuranceShouldBeginOnTheBirthday() {
        int turned = 0;
        for (Citizen citizen : CITIZENS) {
            for (LocalDate day = FIRST.plusDays(1); !day.isAfter(LAST); day = day.plusMonths(1)) {
                Cover cover = citizen.covers().on(day);
                if (citizen.livesOn(day) && cover.kind() != CoverKind.WELFARE) {
                    assertThat(cover.kind() == CoverKind.LATE_ELDERLY).isEqualTo(citizen.ageOn(day) >= 75);
                }
            }
            turned += citizen.livesOn(LAST) && citizen.ageOn(LAST) >= 75 && citizen.ageOn(FIRST) < 75 ? 1 : 0;
        }
        assertThat(turned).isGreaterThan(30);
    }

    @Test
    void numbersShouldHaveTheFormOfTheirInsurer() {
        for (Citizen citizen : CITIZENS) {
            for (Since<Cover> since : citizen.covers().all()) {
                Cover cover = since.value();
                if (cover.kind() == CoverKind.WELFARE) {
                    assertThat(cover).isEqualTo(Cover.NONE);
                    continue;
                }
                String insurer = cover.insurer();
                assertThat(insurer).matches(form(cover.kind()));
                assertThat(insurer.charAt(insurer.length() - 1))
                        .isEqualTo(Digits.checkDigit(insurer.substring(0, insurer.length() - 1)));
                assertThat(cover.branch()).matches(cover.kind() == CoverKind.LATE_ELDERLY ? "" : "\\d\\d");
                assertThat(cover.number()).matches("\\d+");
            }
        }
    }

    @Test
    void individualNumbersShouldBeOnePersonsUnlessTheyAreReused() {
        Map<Cover, Set<Long>> holders = new HashMap<>();
        District.live(reuse(0), 11, 3, 2_000, FIRST, YEARS)
                .citizens()
                .forEach(citizen -> citizen.covers().all().stream()
                        .map(Since::value)
                        .filter(Cover::hasNumber)
                        .forEach(cover -> holders.computeIfAbsent(cover, key -> new HashSet<>())
                                .add(citizen.id())));

        assertThat(holders.values()).allMatch(ids -> ids.size() == 1);

        District reusing = District.live(reuse(0.5), 11, 3, 2_000, FIRST, YEARS);
        assertThat(reusing.reusedNumbers()).isGreaterThan(100);
    }

    @Test
    void dependantsShouldShareTheNumberOfTheEmployee() {
        Map<Cover, Set<Long>> households = new HashMap<>();
        int dependants = 0;
        for (Citizen citizen : CITIZENS) {
            Cover cover = citizen.covers().on(FIRST);
            if (citizen.livesOn(FIRST) && cover.hasNumber()) {
                households
                        .computeIfAbsent(cover.withoutBranch(), key -> new HashSet<>())
                        .add(citizen.households().on(FIRST));
                boolean employee = cover.kind() != CoverKind.NATIONAL && cover.kind() != CoverKind.LATE_ELDERLY;
                dependants += employee && !cover.branch().equals("00") ? 1 : 0;
            }
        }

        assertThat(households.values()).allMatch(ids -> ids.size() == 1);
        assertThat(dependants).isGreaterThan(300);
    }

    @Test
    void numberOfTheEmployeeAndTheDependantShouldChangeOnOneDay() {
        int together = 0;
        for (Citizen child : CITIZENS) {
            Citizen father = child.father().orElse(null);
            if (father == null || child.ageOn(LAST) > 15 || child.birthDate().isAfter(FIRST)) {
                continue;
            }
            for (Since<Cover> since : child.covers().all()) {
                LocalDate day = since.from();
                boolean employee = since.value().kind() == CoverKind.COMPANY;
                boolean sameBefore = shared(child, father, day.minusDays(1));
                if (employee && sameBefore && day.isAfter(FIRST) && father.livesOn(day)) {
                    assertThat(father.covers().all()).extracting(Since::from).contains(day);
                    together += shared(child, father, day) ? 1 : 0;
                }
            }
        }
        assertThat(together).isGreaterThan(20);
    }

    @Test
    void marriageShouldChangeTheNameOfOneAndTheHousehold() {
        int brides = 0;
        for (Citizen citizen : CITIZENS) {
            List<Since<TrueName>> names = citizen.names().all();
            for (Since<TrueName> since : names.subList(1, names.size())) {
                TrueName before = citizen.names().on(since.from().minusDays(1));
                assertThat(since.value().given()).isEqualTo(before.given());
                boolean wedding = since.from().isAfter(FIRST)
                        && citizen.sex() == Sex.FEMALE
                        && citizen.households().all().stream()
                                .anyMatch(household -> household.from().equals(since.from()));
                brides += wedding ? 1 : 0;
            }
        }
        assertThat(brides).isGreaterThan(10);
    }

    @Test
    void moveToAnotherMunicipalityShouldChangeTheNationalNumber() {
        int moves = 0;
        for (Citizen citizen : CITIZENS) {
            for (Since<Home> since : citizen.homes().all()) {
                LocalDate day = since.from();
                Cover before = citizen.covers().on(day.minusDays(1));
                Cover after = citizen.covers().on(day);
                if (day.isAfter(FIRST)
                        && citizen.livesOn(day.minusDays(1))
                        && before.kind() == CoverKind.NATIONAL
                        && after.kind() == CoverKind.NATIONAL) {
                    boolean same = citizen.homes()
                            .on(day.minusDays(1))
                            .municipality()
                            .equals(since.value().municipality());
                    if (!same) {
                        assertThat(after.insurer()).startsWith(since.value().municipality());
                        assertThat(after.withoutBranch()).isNotEqualTo(before.withoutBranch());
                        moves++;
                    }
                }
            }
        }
        assertThat(moves).isGreaterThan(5);
    }

    @Test
    void liveShouldMakeTheStrangersThatWereAskedFor() {
        District district = District.live(ChangeRates.standard(), 5, 0, 2_000, FIRST, 1);
        Map<String, Set<Long>> alike = new HashMap<>();
        district.citizens().stream().filter(citizen -> citizen.livesOn(FIRST)).forEach(citizen -> {
            TrueName name = citizen.names().on(FIRST);
            alike.computeIfAbsent(
                            name.family() + name.given() + citizen.birthDate() + citizen.sex(), key -> new HashSet<>())
                    .add(citizen.households().on(FIRST));
        });

        assertThat(district.strangerPairs()).isEqualTo(2);
        assertThat(alike.values().stream().filter(households -> households.size() == 2))
                .hasSize(2);
    }

    private static boolean shared(Citizen one, Citizen other, LocalDate day) {
        Cover cover = one.covers().on(day);
        return cover.hasNumber()
                && cover.withoutBranch().equals(other.covers().on(day).withoutBranch());
    }

    private static String form(CoverKind kind) {
        return switch (kind) {
            case NATIONAL -> "\\d{6}";
            case SMALL_COMPANIES -> "01\\d{6}";
            case COMPANY -> "06\\d{6}";
            case MUTUAL_AID -> "34\\d{6}";
            case LATE_ELDERLY -> "39\\d{6}";
            case WELFARE -> "";
        };
    }

    private static ChangeRates reuse(double rate) {
        return Rates.standard().with("numberReuse", rate).changes();
    }
}
