package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.List;

/**
 * Everything one hospital knows of one patient.
 *
 * @param firstContact when the patient was registered
 * @param lastContact the last thing that happened
 * @param care who looks after the patient mainly
 * @param allergies names of substances
 */
public record PatientStory(
        LocalDateTime firstContact,
        LocalDateTime lastContact,
        Care care,
        List<String> allergies,
        List<Problem> problems,
        List<Prescription> prescriptions,
        List<LabOrder> labOrders,
        List<Stay> stays) {

    public PatientStory {
        allergies = List.copyOf(allergies);
        problems = List.copyOf(problems);
        prescriptions = List.copyOf(prescriptions);
        labOrders = List.copyOf(labOrders);
        stays = List.copyOf(stays);
    }
}
