package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What happens to an inpatient between admission and discharge.
 *
 * @param disease why the patient is in hospital
 * @param transfers in the order of their times
 * @param dischargePlanned when the discharge was announced; empty when it was not, or the patient is still there
 */
public record Course(
        Stay stay,
        Disease disease,
        List<Transfer> transfers,
        List<Leave> leaves,
        Optional<LocalDateTime> dischargePlanned) {

    public Course {
        transfers = List.copyOf(transfers);
        leaves = List.copyOf(leaves);
    }

    /** Who looks after the patient where at that time. */
    public Care careAt(LocalDateTime time) {
        Care care = stay.care();
        for (Transfer transfer : transfers) {
            if (!transfer.takenBack() && !time.isBefore(transfer.at())) {
                care = transfer.to();
            }
        }
        return care;
    }

    /** Whether the patient is out of the house then. */
    boolean awayAt(LocalDateTime time) {
        return leaves.stream().anyMatch(leave -> leave.covers(time));
    }
}
