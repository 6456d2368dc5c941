package org.tsumugi.server.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tsumugi.server.journal.FileState;

/**
 * Which files: those that meet everything that is given. Names that contradict themselves and transaction files that were split are
 * never among them: there is nothing to map in them.
 *
 * @param facility 10-digit medical institution code
 * @param patient patient ID of the storage paths
 * @param states all but superseded files when empty
 * @param code of one of their issues
 * @param receipts these files, none of the others; any file when empty
 * @param outdated whether only those that another mapper, or one with other settings, was at work on than the one in force
 */
public record Selection(
        Optional<String> facility,
        Optional<String> patient,
        Set<FileState> states,
        Optional<String> code,
        List<UUID> receipts,
        boolean outdated) {

    public Selection {
        states = Set.copyOf(states);
        receipts = List.copyOf(receipts);
    }

    /** Whatever mapper was at work on them. */
    public Selection(
            Optional<String> facility,
            Optional<String> patient,
            Set<FileState> states,
            Optional<String> code,
            List<UUID> receipts) {
        this(facility, patient, states, code, receipts, false);
    }

    /** Of these only what is outdated. */
    public Selection onlyOutdated() {
        return new Selection(facility, patient, states, code, receipts, true);
    }

    /** Everything of every facility. */
    public static Selection all() {
        return new Selection(Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), List.of());
    }

    /** All files of a facility. */
    public static Selection ofFacility(String facility) {
        return new Selection(Optional.of(facility), Optional.empty(), Set.of(), Optional.empty(), List.of());
    }

    /** All files of a patient. */
    public static Selection ofPatient(String facility, String patient) {
        return new Selection(Optional.of(facility), Optional.of(patient), Set.of(), Optional.empty(), List.of());
    }

    /** One file each. */
    public static Selection ofReceipts(List<UUID> receipts) {
        return new Selection(Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), receipts);
    }

    @Override
    public String toString() {
        return "Selection[facility " + facility.orElse("any") + "]";
    }
}
