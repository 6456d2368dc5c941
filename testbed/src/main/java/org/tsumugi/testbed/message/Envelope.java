package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import java.util.List;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.story.Allergy;

/**
 * What every message of a patient carries.
 *
 * @param facility the sending hospital
 * @param registration the patient as that hospital knows them
 * @param allergies what the patient does not bear
 * @param sentAt when it was sent: MSH-7 and 発生日時 of the file name, to the millisecond
 */
public record Envelope(Facility facility, Registration registration, List<Allergy> allergies, LocalDateTime sentAt) {

    public Envelope {
        allergies = List.copyOf(allergies);
    }
}
