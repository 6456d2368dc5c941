package org.tsumugi.testbed.mpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalTest {

    private static final Library LIBRARY = Library.standard();

    @Test
    void personsAndDoubtsShouldNotDependOnTheOrder() {
        Arrival arrival = new Arrival(LIBRARY, 7, 600);

        Arrival.Outcome expected = arrival.inOrder();

        assertThat(expected.persons()).hasSizeBetween(300, 590);
        assertThat(expected.doubts()).isNotEmpty();
        for (int number = 1; number <= 5; number++) {
            assertThat(arrival.shuffled(number)).isEqualTo(expected);
        }
    }

    @Test
    void patientShouldBeOnePersonInAllHospitals() {
        SamePatient patient = new SamePatient(LIBRARY, 64, 7);

        assertThat(patient.records()).hasSize(64);
        assertThat(patient.records().stream()
                        .map(record -> record.key().facility())
                        .distinct())
                .hasSize(64);
        assertThat(patient.personsInMemory(7)).isEqualTo(1);
    }
}
