package org.tsumugi.testbed.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * An admission.
 *
 * @param discharged empty while the patient is in hospital
 * @param discharge HL7 table 0112: 01 home, 20 died, …
 * @param cancelled whether the admission was entered and taken back
 * @param corrected whether its first entry was replaced
 */
public record Stay(
        LocalDateTime admitted,
        Optional<LocalDateTime> discharged,
        String discharge,
        Care care,
        boolean cancelled,
        boolean corrected) {

    /** Whether the patient is in hospital on that day. */
    boolean covers(LocalDate day) {
        boolean began = !day.isBefore(admitted.toLocalDate());
        return !cancelled
                && began
                && discharged.map(end -> !day.isAfter(end.toLocalDate())).orElse(true);
    }
}
