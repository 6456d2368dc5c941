package org.tsumugi.testbed.person;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody as they truly are, whatever hospitals wrote down.
 *
 * @param index place in the population, from 0
 * @param publicAid what the state pays besides the insurance
 * @param mobile mobile telephone; empty when there is none
 * @param bloodGroup A, B, O or AB
 * @param height in cm
 * @param weight in kg
 */
public record Person(
        int index,
        Sex sex,
        LocalDate birthDate,
        PersonName name,
        Address address,
        String phone,
        String mobile,
        Insurance insurance,
        Optional<PublicAid> publicAid,
        String bloodGroup,
        boolean rhesusPositive,
        double height,
        double weight) {

    /** Completed years on a day. */
    public int ageOn(LocalDate day) {
        return birthDate.until(day).getYears();
    }
}
