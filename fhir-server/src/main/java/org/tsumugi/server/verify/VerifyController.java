package org.tsumugi.server.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.job.JobView;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Verification and resealing, for operators. */
@RestController
public final class VerifyController {

    private final JobDesk desk;
    private final Facilities facilities;

    /** Hands work in at {@code desk}. */
    public VerifyController(JobDesk desk, Facilities facilities) {
        this.desk = desk;
        this.facilities = facilities;
    }

    /**
     * What is to be looked at.
     *
     * @param facility 10-digit medical institution code; null for all
     * @param since only contents received since then; null for all
     * @param rate at most so many things a second; null for as fast as it goes
     */
    record Asked(
            @Nullable String facility,
            @Nullable Instant since,
            @Nullable Integer rate) {}

    @PostMapping("/operator/verify")
    ResponseEntity<JobView> verify(@RequestBody Asked asked) {
        String facility = asked.facility();
        if (facility != null && facilities.partitionOf(facility).isEmpty()) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        Integer rate = asked.rate();
        if (rate != null && rate < 1) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        Scope scope = new Scope(facility, asked.since(), rate);
        return desk.submit(Verification.KIND, scope.json(), facility == null ? "all" : facility);
    }

    @PostMapping("/operator/tally/correct")
    ResponseEntity<JobView> correctTallies() {
        return desk.submit(TallyCorrection.KIND, JsonNodeFactory.instance.objectNode(), "all");
    }

    @PostMapping("/operator/raw/reseal")
    ResponseEntity<JobView> reseal() {
        return desk.submit(Resealing.KIND, JsonNodeFactory.instance.objectNode(), "all");
    }
}
