package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.tsumugi.server.access.AuthenticatedOperator;
import org.tsumugi.server.operate.OperatorActions;

/** Where endpoints below {@code /operator} hand in work: recorded, kept, begun, and answered with 202 and the job. */
public final class JobDesk {

    private final Jobs jobs;
    private final OperatorActions actions;
    private final Runnable wake;

    /** @param wake tells the runner that there is work */
    public JobDesk(Jobs jobs, OperatorActions actions, Runnable wake) {
        this.jobs = jobs;
        this.actions = actions;
        this.wake = wake;
    }

    /**
     * The operator of the current request asks for work.
     *
     * @param kind a {@link Job#kind()}; also the word for it in the record of what operators did
     * @param subject what it is about: a facility, or a word for everything; never a patient or a path
     */
    public ResponseEntity<JobView> submit(String kind, JsonNode arguments, String subject) {
        actions.record(kind, subject);
        JobView job =
                jobs.submit(kind, arguments, AuthenticatedOperator.current().name());
        wake.run();
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .header("Location", "/operator/jobs/" + job.id())
                .body(job);
    }
}
