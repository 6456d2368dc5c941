package org.tsumugi.testbed.mpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalTest {

    private static final Library LIBRARY = Library.standard();

    @Test
    void personsAndDoubtsShouldNotDependOnTheOrder() {
        Arrival arrival = new Arrival(LIBRARY, 7, 300);

        Arrival.Outcome expected = arrival.inOrder();

        assertThat(expected.persons()).hasSizeBetween(150, 290);
        assertThat(expected.doubts()).isNotEmpty();
        for (int number = 1; number <= 3; number++) {
            assertThat(arrival.shuffled(number)).isEqualTo(expected);
        }
    }

    @Test
    void patientShouldBeOnePersonInAllHospitals() {
        SamePatient patient = new SamePatient(LIBRARY, 32, 7);

        assertThat(patient.records()).hasSize(32);
        assertThat(patient.records().stream()
                        .map(record -> record.key().facility())
                        .distinct())
                .hasSize(32);
        assertThat(patient.personsInMemory(7)).isEqualTo(1);
    }
}
