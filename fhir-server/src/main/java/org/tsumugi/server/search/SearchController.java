package org.tsumugi.server.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.job.JobView;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.search.SearchOperations.Status;

/** The search index, for operators. */
@RestController
public final class SearchController {

    private final SearchOperations operations;
    private final JobDesk desk;
    private final OperatorActions actions;

    /** Hands work in at {@code desk}. */
    public SearchController(SearchOperations operations, JobDesk desk, OperatorActions actions) {
        this.operations = operations;
        this.desk = desk;
        this.actions = actions;
    }

    /** @param repair whether what is other is written as it should be */
    record Asked(boolean repair) {}

    @GetMapping("/operator/search")
    Status status() {
        return operations.status();
    }

    @PostMapping("/operator/search/verify")
    ResponseEntity<JobView> verify(@RequestBody Asked asked) {
        return desk.submit(
                SearchVerification.KIND,
                JsonNodeFactory.instance.objectNode().put(SearchVerification.REPAIR, asked.repair()),
                "all");
    }

    /** 409 when it is under way. */
    @PostMapping("/operator/search/rebuild")
    ResponseEntity<Status> rebuild() {
        actions.record("search rebuild", "all");
        if (!operations.remake()) {
            throw new RefusedException(Failure.CONFLICT);
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(operations.status());
    }
}
