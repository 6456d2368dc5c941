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
 * @param states when empty all but superseded files; a deletion is not superseded
 * @param dataType データ種別, or {@code EXTENDED}
 * @param code of one of their issues
 * @param receipts these files, none of the others; any file when empty
 * @param outdated whether only those that another mapper, or one with other settings, was at work on than the one in force
 */
public record Selection(
        Optional<String> facility,
        Optional<String> patient,
        Set<FileState> states,
        Optional<String> dataType,
        Optional<String> code,
        List<UUID> receipts,
        boolean outdated) {

    public Selection {
        states = Set.copyOf(states);
        receipts = List.copyOf(receipts);
    }

    /** Everything of every facility. */
    public static Selection all() {
        return new Selection(
                Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), List.of(), false);
    }

    /** All files of a facility. */
    public static Selection ofFacility(String facility) {
        return all().inFacility(facility);
    }

    /** All files of a patient. */
    public static Selection ofPatient(String facility, String patient) {
        return new Selection(
                Optional.of(facility),
                Optional.of(patient),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
    }

    /** These files. */
    public static Selection ofReceipts(List<UUID> receipts) {
        return new Selection(
                Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), receipts, false);
    }

    /** Of these only what is in this facility. */
    public Selection inFacility(String only) {
        return new Selection(Optional.of(only), patient, states, dataType, code, receipts, outdated);
    }

    /** Of these only what is in one of these states. */
    public Selection in(Set<FileState> only) {
        return new Selection(facility, patient, only, dataType, code, receipts, outdated);
    }

    /** Of these only what is of this data type. */
    public Selection ofType(String only) {
        return new Selection(facility, patient, states, Optional.of(only), code, receipts, outdated);
    }

    /** Of these only what has this issue. */
    public Selection withIssue(String only) {
        return new Selection(facility, patient, states, dataType, Optional.of(only), receipts, outdated);
    }

    /** Of these only what is outdated. */
    public Selection onlyOutdated() {
        return new Selection(facility, patient, states, dataType, code, receipts, true);
    }

    @Override
    public String toString() {
        return "Selection[facility " + facility.orElse("any") + "]";
    }
}
