package org.tsumugi.server.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.server.access.AuthenticatedReviewer;
import org.tsumugi.server.mpi.PersonDirectory;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Persons, for reviewers. */
@RestController
public final class ReviewController {

    private static final int MOST = 200;
    private static final int LONGEST_REASON = 2000;

    private final Views views;
    private final Reviews reviews;
    private final ReviewActions actions;

    /**
     * @param jdbc takes part in the transactions of {@code persons}
     * @param fourEyes whether a second reviewer must confirm what one says
     */
    public ReviewController(
            JdbcOperations jdbc,
            Persons persons,
            PersonDirectory directory,
            RulesInForce rules,
            Clock clock,
            boolean fourEyes) {
        ReviewTable table = new ReviewTable(jdbc, clock);
        this.actions = new ReviewActions(jdbc, clock);
        this.views = new Views(jdbc, persons, directory, rules, table);
        this.reviews = new Reviews(persons, rules, table, actions, fourEyes);
    }

    /**
     * What is said of two records.
     *
     * @param same whether they are one person's
     * @param all whether it is said of {@code one} and all records of the person whose {@code other} is; not of one person's
     * @param seen the member {@code seen} of the pair that the reviewer looked at
     */
    record Judged(
            @Nullable UUID one,
            @Nullable UUID other,
            @Nullable Boolean same,
            @Nullable Boolean all,
            @Nullable String reason,
            @Nullable String seen) {}

    /**
     * Why.
     *
     * @param seen the member {@code seen} of the pair that the reviewer looked at
     */
    record Reasoned(@Nullable String reason, @Nullable String seen) {}

    @GetMapping("/review/persons/queue")
    ObjectNode queue(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String kind) {
        QueueKind asked = kind == null
                ? null
                : Arrays.stream(QueueKind.values())
                        .filter(known -> known.name().equals(kind))
                        .findFirst()
                        .orElseThrow(ReviewController::bad);
        if (limit < 1 || limit > MOST) {
            throw bad();
        }
        Queue.Cursor from = after == null ? null : Queue.Cursor.read(after).orElseThrow(ReviewController::bad);
        actions.record(me(), "queue", kind == null ? "all" : kind);
        return views.queue(asked, from, limit);
    }

    @GetMapping("/review/persons/pair/{one}/{other}")
    ObjectNode pair(
            @PathVariable UUID one, @PathVariable UUID other, @RequestParam(defaultValue = "false") boolean all) {
        actions.record(me(), all ? "pair ALL" : "pair", one + " " + other);
        return views.pair(one, other, all).orElseThrow(() -> new RefusedException(Failure.NOT_FOUND));
    }

    @GetMapping("/review/persons/proposals/{id}")
    ObjectNode proposal(@PathVariable long id) {
        actions.record(me(), "proposal", "proposal-" + id);
        return views.proposal(id).orElseThrow(() -> new RefusedException(Failure.NOT_FOUND));
    }

    @GetMapping("/review/persons/{commonHealthId}/decisions")
    ObjectNode decisions(@PathVariable String commonHealthId, @RequestParam(required = false) @Nullable Long before) {
        if (!CommonHealthId.isValid(commonHealthId)) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        actions.record(me(), "decisions", commonHealthId);
        return views.history(commonHealthId, before == null ? Long.MAX_VALUE : before)
                .orElseThrow(() -> new RefusedException(Failure.NOT_FOUND));
    }

    @PostMapping("/review/persons/judgements")
    ResponseEntity<ObjectNode> judge(@RequestBody Judged said) {
        if (said.same() == null) {
            throw bad();
        }
        return say(said, Verdict.of(said.same()));
    }

    @PostMapping("/review/persons/judgements/withdraw")
    ResponseEntity<ObjectNode> withdraw(@RequestBody Judged said) {
        return say(said, Verdict.WITHDRAW);
    }

    private ResponseEntity<ObjectNode> say(Judged said, Verdict verdict) {
        return answer(reviews.say(me(), word(said, verdict, reason(said.reason()))));
    }

    /** What a judgement would do. */
    @PostMapping("/review/persons/judgements/preview")
    ResponseEntity<ObjectNode> preview(@RequestBody Judged asked) {
        if (asked.same() == null) {
            throw bad();
        }
        return answer(reviews.preview(me(), word(asked, Verdict.of(asked.same()), "")));
    }

    /** That several are one person's follows from two being it: only the contrary is said of all. */
    private static Word word(Judged said, Verdict verdict, String reason) {
        UUID one = said.one();
        UUID other = said.other();
        boolean all = Boolean.TRUE.equals(said.all());
        if (one == null || other == null || one.equals(other) || all && verdict == Verdict.SAME) {
            throw bad();
        }
        return new Word(one, other, all, verdict, reason, said.seen());
    }

    @PostMapping("/review/persons/proposals/{id}/confirm")
    ResponseEntity<ObjectNode> confirm(@PathVariable long id, @RequestBody(required = false) @Nullable Reasoned said) {
        String reason = said == null || said.reason() == null ? "" : said.reason();
        if (reason.length() > LONGEST_REASON) {
            throw bad();
        }
        return answer(reviews.confirm(me(), id, reason.strip(), said == null ? null : said.seen()));
    }

    @PostMapping("/review/persons/proposals/{id}/reject")
    ResponseEntity<ObjectNode> reject(@PathVariable long id, @RequestBody Reasoned said) {
        return answer(reviews.reject(me(), id, reason(said.reason())));
    }

    private static ResponseEntity<ObjectNode> answer(Answer answer) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (answer instanceof Answer.Kept kept) {
            body.put("review", kept.review()).put("waiting", kept.waiting()).set("affects", effect(kept.effect()));
            return ResponseEntity.status(kept.waiting() ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                    .body(body);
        }
        if (answer instanceof Answer.Tried tried) {
            body.set("affects", effect(tried.effect()));
            return ResponseEntity.ok(body);
        }
        Answer.Refused refused = (Answer.Refused) answer;
        if (refused.why() == Answer.Why.NOT_WHAT_WAS_SEEN) {
            throw new RefusedException(Failure.NOT_WHAT_WAS_SEEN);
        }
        if (refused.why() == Answer.Why.UNKNOWN) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        ArrayNode judgements = body.put("refused", refused.why().name()).putArray("judgements");
        refused.judgements().forEach(judgement -> judgements.add(ReviewJson.judgement(judgement)));
        return ResponseEntity.status(HttpStatus.CONFLICT).body(body);
    }

    private static ObjectNode effect(Effect effect) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("persons", effect.persons())
                .put("records", effect.records());
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw bad();
        }
        return reason.strip();
    }

    private static String me() {
        return AuthenticatedReviewer.current().name();
    }

    private static RefusedException bad() {
        return new RefusedException(Failure.BAD_REQUEST);
    }
}
