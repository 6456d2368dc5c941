package org.tsumugi.server.digest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Digests, for operators. */
@RestController
public final class DigestController {

    private final JobDesk desk;
    private final Facilities facilities;

    /** Hands work in at {@code desk}. */
    public DigestController(JobDesk desk, Facilities facilities) {
        this.desk = desk;
        this.facilities = facilities;
    }

    /** @param facility 10-digit medical institution code; null for all */
    record Asked(@Nullable String facility) {}

    @PostMapping("/operator/digest")
    ResponseEntity<JobView> digest(@RequestBody Asked asked) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        String facility = asked.facility();
        if (facility == null) {
            return desk.submit(DigestJob.KIND, arguments, "all");
        }
        if (facilities.partitionOf(facility).isEmpty()) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        return desk.submit(DigestJob.KIND, arguments.put(DigestJob.FACILITY, facility), facility);
    }
}
