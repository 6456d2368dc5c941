package org.tsumugi.server.repair;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.store.Lane;
import org.tsumugi.server.store.Reprocessing;
import org.tsumugi.server.store.Selection;

/**
 * Having files looked at again, for operators. What is about single files or one patient is done at once, the more so as a job must not
 * have a patient's number in it; the rest is a job.
 */
@RestController
public final class RepairController {

    private static final int MOST_RECEIPTS = 1000;
    private static final String ALL = "all";
    private static final Set<String> OTHER_TYPES = Set.of("EXTENDED", "IDENTITY_FEED");

    private final Reprocessing reprocessing;
    private final Facilities facilities;
    private final JobDesk desk;
    private final OperatorActions actions;

    /** Asks {@code reprocessing}, or hands the work in at {@code desk}. */
    public RepairController(Reprocessing reprocessing, Facilities facilities, JobDesk desk, OperatorActions actions) {
        this.reprocessing = reprocessing;
        this.facilities = facilities;
        this.desk = desk;
        this.actions = actions;
    }

    /**
     * Which files in quarantine.
     *
     * @param receipts these; null for those of the facility
     * @param facility 10-digit medical institution code; null for all
     * @param code of one of their issues; null for any
     */
    record Retry(
            @Nullable List<UUID> receipts,
            @Nullable String facility,
            @Nullable String code) {}

    /** @param files how many are looked at again */
    record Requeued(long files) {}

    @PostMapping("/operator/quarantine/retry")
    ResponseEntity<?> retry(@RequestBody Retry asked) {
        List<UUID> receipts = asked.receipts();
        if (receipts == null) {
            ObjectNode arguments = arguments(asked.facility());
            if (asked.code() != null) {
                arguments.put(RequeueJob.CODE, asked.code());
            }
            return desk.submit(RequeueJob.RETRY, arguments, subject(asked.facility()));
        }
        if (receipts.isEmpty() || receipts.size() > MOST_RECEIPTS || asked.facility() != null || asked.code() != null) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        receipts.forEach(receipt -> actions.record("quarantine retry", receipt.toString(), 1));
        return ResponseEntity.ok(new Requeued(
                reprocessing.requeue(Selection.ofReceipts(receipts).in(Set.of(FileState.QUARANTINED)), Lane.FRESH)));
    }

    /**
     * Whose files are mapped again.
     *
     * @param facility 10-digit medical institution code; null for all
     * @param patient patient ID of the storage paths; null for all of the facility
     * @param type データ種別, or {@code EXTENDED} or {@code IDENTITY_FEED}; null for all
     * @param outdated whether only files that another mapper, or one with other settings, was at work on
     * @param preview whether only to say what would change
     */
    record Remap(
            @Nullable String facility,
            @Nullable String patient,
            @Nullable String type,
            boolean outdated,
            boolean preview) {}

    @PostMapping("/operator/remap")
    ResponseEntity<?> remap(@RequestBody Remap asked) {
        String patient = asked.patient();
        Optional<String> type = Optional.ofNullable(asked.type());
        if (type.isPresent() && !isType(type.get())) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        if (patient == null) {
            ObjectNode arguments = arguments(asked.facility());
            type.ifPresent(only -> arguments.put(RequeueJob.TYPE, only));
            if (asked.outdated()) {
                arguments.put(RequeueJob.OUTDATED, true);
            }
            return desk.submit(
                    asked.preview() ? PreviewJob.KIND : RequeueJob.REMAP, arguments, subject(asked.facility()));
        }
        String facility = asked.facility();
        if (facility == null || asked.outdated()) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        actions.record(asked.preview() ? "remap-preview patient" : "remap patient", subject(facility));
        return ResponseEntity.ok(
                asked.preview() ? preview(facility, patient, type) : requeued(facility, patient, type));
    }

    private PreviewSum.Total preview(String facility, String patient, Optional<String> type) {
        PreviewSum sum = new PreviewSum();
        sum.add(reprocessing.preview(facility, patient, type));
        return sum.total();
    }

    private Requeued requeued(String facility, String patient, Optional<String> type) {
        Selection all = Selection.ofPatient(facility, patient);
        return new Requeued(reprocessing.requeue(type.map(all::ofType).orElse(all), Lane.REMAP));
    }

    /** A type that the grammar knows; with any other there are no files. */
    private static boolean isType(String type) {
        return OTHER_TYPES.contains(type) || DataType.ofFolder(type).isPresent();
    }

    private static ObjectNode arguments(@Nullable String facility) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        return facility == null ? arguments : arguments.put(RequeueJob.FACILITY, facility);
    }

    private String subject(@Nullable String facility) {
        if (facility == null) {
            return ALL;
        }
        if (facilities.partitionOf(facility).isEmpty()) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        return facility;
    }
}
