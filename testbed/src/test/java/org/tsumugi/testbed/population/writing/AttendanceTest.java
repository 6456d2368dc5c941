package org.tsumugi.testbed.population.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tsumugi.testbed.population.life.ChangeRates;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.life.District;
import org.tsumugi.testbed.population.writing.Attendance.Patient;

class AttendanceTest {

    private static final LocalDate FIRST = LocalDate.of(2016, 4, 1);
    private static final LocalDate LAST = FIRST.plusYears(10);
    private static final List<Citizen> CITIZENS =
            District.live(ChangeRates.standard(), 21, 0, 2_000, FIRST, 10).citizens();

    @Test
    void mostPeopleShouldGoToOneToThreeFacilities() {
        Attendance attendance = new Attendance(1, 200, FIRST, LAST, 0);
        int[] byCount = new int[10];
        CITIZENS.forEach(citizen -> byCount[attendance.patients(citizen).size()]++);

        assertThat(IntStream.rangeClosed(1, 3).map(count -> byCount[count]).sum())
                .isGreaterThan(CITIZENS.size() * 7 / 10);
        assertThat(byCount[0]).isBetween(CITIZENS.size() / 20, CITIZENS.size() / 5);
        assertThat(byCount[4] + byCount[5] + byCount[6]).isGreaterThan(CITIZENS.size() / 40);
    }

    @Test
    void visitsShouldFallIntoTheLifeAndBeInOrder() {
        Attendance attendance = new Attendance(1, 20, FIRST, LAST, 0.1);
        for (Citizen citizen : CITIZENS) {
            List<Patient> patients = attendance.patients(citizen);
            for (Patient patient : patients) {
                assertThat(patient.visits()).isNotEmpty().isSorted().allSatisfy(day -> {
                    assertThat(citizen.livesOn(day)).isTrue();
                    assertThat(day).isAfterOrEqualTo(FIRST).isBefore(LAST);
                });
                assertThat(patient.facility()).isBetween(0, 19);
            }
            assertThat(patients).extracting(Patient::firstVisit).isSorted();
            assertThat(patients)
                    .extracting(patient -> patient.facility() * 2 + patient.copy())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void facilityShouldNowAndThenRegisterTwice() {
        Attendance attendance = new Attendance(1, 20, FIRST, LAST, 0.1);
        long second = CITIZENS.stream()
                .flatMap(citizen -> attendance.patients(citizen).stream())
                .filter(patient -> patient.copy() == 1)
                .count();

        assertThat(second).isGreaterThan(100);
    }

    @Test
    void everybodyShouldGoToTheOnlyFacility() {
        Attendance attendance = new Attendance(1, 1, FIRST, LAST, 0);

        assertThat(CITIZENS)
                .allSatisfy(citizen -> assertThat(attendance.patients(citizen))
                        .hasSizeLessThanOrEqualTo(1)
                        .allMatch(patient -> patient.facility() == 0));
    }
}
