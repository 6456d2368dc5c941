package org.tsumugi.testbed.story;

import java.util.Optional;
import org.tsumugi.testbed.facility.Bed;
import org.tsumugi.testbed.facility.Department;
import org.tsumugi.testbed.facility.Doctor;

/**
 * Who looks after the patient where.
 *
 * @param bed empty for an outpatient
 */
public record Care(Department department, Doctor doctor, Optional<Bed> bed) {

    public boolean inpatient() {
        return bed.isPresent();
    }
}
