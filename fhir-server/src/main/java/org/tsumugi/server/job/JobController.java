package org.tsumugi.server.job;

import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** The jobs, for operators. */
@RestController
public final class JobController {

    private static final int MOST = 1000;

    private final Jobs jobs;
    private final OperatorActions actions;
    private final Runnable wake;

    /** @param wake tells the runner that a job is to be cancelled */
    public JobController(Jobs jobs, OperatorActions actions, Runnable wake) {
        this.jobs = jobs;
        this.actions = actions;
        this.wake = wake;
    }

    /** @param jobs the newest first */
    record Listed(List<JobView> jobs) {}

    @GetMapping("/operator/jobs")
    Listed latest(@RequestParam(defaultValue = "20") int limit) {
        return new Listed(jobs.latest(Math.max(1, Math.min(MOST, limit))));
    }

    @GetMapping("/operator/jobs/{id}")
    JobView job(@PathVariable UUID id) {
        return jobs.find(id).orElseThrow(() -> new RefusedException(Failure.NOT_FOUND));
    }

    /** Answers with the job as it is then: a running one ends a little later. */
    @DeleteMapping("/operator/jobs/{id}")
    JobView cancel(@PathVariable UUID id) {
        job(id);
        actions.record("job cancel", id.toString());
        jobs.cancel(id);
        wake.run();
        return job(id);
    }
}
