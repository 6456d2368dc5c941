package org.tsumugi.server.review;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.access.ActiveClients;
import org.tsumugi.server.access.Reviewer;
import org.tsumugi.server.access.ReviewerClients;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Reviewers, for operators. Who may let reviewers in sees nothing of what they see. */
@RestController
public final class ReviewerController {

    private final ReviewerClients reviewers;
    private final ActiveClients active;
    private final OperatorActions actions;
    private final TransactionOperations transactions;

    /** @param transactions that the other ones take part in */
    public ReviewerController(
            ReviewerClients reviewers,
            ActiveClients active,
            OperatorActions actions,
            TransactionOperations transactions) {
        this.reviewers = reviewers;
        this.active = active;
        this.actions = actions;
        this.transactions = transactions;
    }

    /** A reviewer to be. */
    record Named(@Nullable String name) {}

    /** What a reviewer signs in with: the only time that it is told. */
    record Issued(String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Issued[clientId=" + clientId + "]";
        }
    }

    @PostMapping("/operator/reviewers")
    ResponseEntity<Issued> add(@RequestBody Named asked) {
        String name = asked.name();
        if (name == null || !ReviewerClients.isName(name)) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return issued(name, "reviewer add", () -> reviewers.add(name), Failure.CONFLICT);
    }

    @PostMapping("/operator/reviewers/{name}/secret")
    ResponseEntity<Issued> renew(@PathVariable String name) {
        return issued(known(name), "reviewer renew", () -> reviewers.renew(name), Failure.NOT_FOUND);
    }

    @GetMapping("/operator/reviewers")
    List<Reviewer> all() {
        return reviewers.all();
    }

    @DeleteMapping("/operator/reviewers/{name}")
    ResponseEntity<Void> revoke(@PathVariable String name) {
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
            actions.record("reviewer revoke", known(name));
            return reviewers.revoke(name);
        }));
        active.forget();
        if (!done) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        return ResponseEntity.noContent().build();
    }

    private static String known(String name) {
        if (!ReviewerClients.isName(name)) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        return name;
    }

    private ResponseEntity<Issued> issued(
            String name, String action, Supplier<Optional<String>> secret, Failure otherwise) {
        Optional<String> given = Objects.requireNonNull(transactions.execute(status -> {
            actions.record(action, name);
            return secret.get();
        }));
        active.forget();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new Issued(name, given.orElseThrow(() -> new RefusedException(otherwise))));
    }
}
