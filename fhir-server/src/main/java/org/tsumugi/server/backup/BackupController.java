package org.tsumugi.server.backup;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.job.JobView;
import org.tsumugi.server.journal.StoreEpoch;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Backups, for operators. */
@RestController
public final class BackupController {

    private final JobDesk desk;

    private final BackupTargets targets;
    private final StoreEpoch epoch;
    private final OperatorActions actions;

    /** Hands work in at {@code desk}. */
    public BackupController(JobDesk desk, BackupTargets targets, StoreEpoch epoch, OperatorActions actions) {
        this.desk = desk;
        this.targets = targets;
        this.epoch = epoch;
        this.actions = actions;
    }

    /**
     * What is asked for.
     *
     * @param place where the backups are
     * @param full begins a new chain
     * @param withRaw takes the contents of the raw store too; null for yes
     * @param keepChains how many chains stay
     */
    record Asked(
            @Nullable String place,
            @Nullable Boolean full,
            @Nullable Boolean withRaw,
            @Nullable Integer keepChains) {}

    @PostMapping("/operator/backup")
    ResponseEntity<JobView> take(@RequestBody Asked asked) {
        return submit(BackupRequest.Action.TAKE, asked);
    }

    @PostMapping("/operator/backup/verify")
    ResponseEntity<JobView> verify(@RequestBody Asked asked) {
        return submit(BackupRequest.Action.VERIFY, asked);
    }

    @PostMapping("/operator/backup/prune")
    ResponseEntity<JobView> prune(@RequestBody Asked asked) {
        return submit(BackupRequest.Action.PRUNE, asked);
    }

    /** Every agent sends everything again: the volumes were put back to an earlier state by other means than a restore. */
    @PostMapping("/operator/backup/resend")
    Map<String, UUID> resend() {
        actions.record("RESEND", "all");
        return Map.of("storeEpoch", epoch.renew());
    }

    private ResponseEntity<JobView> submit(BackupRequest.Action action, Asked asked) {
        String place = asked.place();
        int keep = asked.keepChains() == null ? 2 : asked.keepChains();
        if (place == null || keep < 1) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        try {
            targets.open(place);
        } catch (IllegalArgumentException notAPlace) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        BackupRequest request = new BackupRequest(
                action, place, Boolean.TRUE.equals(asked.full()), !Boolean.FALSE.equals(asked.withRaw()), keep);
        return desk.submit(BackupJob.KIND, request.json(), action.name());
    }
}
