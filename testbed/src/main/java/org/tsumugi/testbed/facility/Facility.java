package org.tsumugi.testbed.facility;

import java.util.List;
import org.tsumugi.testbed.draw.Dice;

/**
 * A fictitious hospital.
 *
 * @param index place in the network, from 0
 * @param code 10-digit medical institution code, made up: its 郡市区 digits are 99, which nobody has
 * @param doctors at least two per department
 * @param nurses at least one
 * @param technologists at least one
 */
public record Facility(
        int index,
        String code,
        String name,
        String postalCode,
        String address,
        String phone,
        List<Doctor> doctors,
        List<Staff> nurses,
        List<Staff> technologists,
        Dialect dialect) {

    public Facility {
        doctors = List.copyOf(doctors);
        nurses = List.copyOf(nurses);
        technologists = List.copyOf(technologists);
    }

    /** A doctor of the department. */
    public Doctor doctor(Dice dice, Department department) {
        List<Doctor> own = doctors.stream()
                .filter(doctor -> doctor.department() == department)
                .toList();
        return dice.pick(own);
    }

    /** A bed of the department's ward: its floor follows from the department. */
    public Bed bed(Dice dice, Department department) {
        int floor = 3 + department.ordinal() % 6;
        String ward = floor + dice.pick(List.of("E", "W"));
        return new Bed(ward, Integer.toString(floor * 100 + dice.between(1, 24)), Integer.toString(dice.between(1, 4)));
    }
}
