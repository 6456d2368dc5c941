package org.tsumugi.server.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.RulesFile;
import org.tsumugi.server.access.AuthenticatedOperator;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.job.JobView;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.Outcome;
import org.tsumugi.server.outcome.OutcomeWriter;
import org.tsumugi.server.outcome.RefusedException;

/** What persons are told apart by, for operators. */
@RestController
public final class PersonsController {

    private static final int LONGEST_REASON = 2000;

    private final JdbcOperations jdbc;
    private final Persons persons;
    private final RulesInForce inForce;
    private final RulesTable rules;
    private final ModelTable models;
    private final JobDesk desk;
    private final OperatorActions actions;

    /** @param jdbc takes part in the transactions of {@code persons}, as the other ones do */
    public PersonsController(
            JdbcOperations jdbc,
            Persons persons,
            RulesInForce inForce,
            JobDesk desk,
            OperatorActions actions,
            Clock clock) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.inForce = inForce;
        this.rules = new RulesTable(jdbc, clock);
        this.models = new ModelTable(jdbc, clock);
        this.desk = desk;
        this.actions = actions;
    }

    /** @param text of a rules file */
    record Text(@Nullable String text) {}

    /** @param reason why */
    record Reasoned(@Nullable String reason) {}

    @GetMapping("/operator/persons")
    PersonStatus status() {
        inForce.now();
        return PersonStatus.of(jdbc, PersonStatus.MOST);
    }

    @GetMapping("/operator/persons/rules")
    List<RulesVersion> rules() {
        inForce.now();
        return rules.all();
    }

    /** The text as it was stored. */
    @GetMapping("/operator/persons/rules/{version}")
    Text text(@PathVariable String version) {
        inForce.now();
        return new Text(rules.text(version).orElseThrow(() -> new RefusedException(Failure.NOT_FOUND)));
    }

    /** What is wrong with a file is said with its place: it is the operator's own. */
    @PostMapping("/operator/persons/rules")
    @Nullable
    ResponseEntity<ObjectNode> store(@RequestBody Text given, HttpServletResponse response) throws IOException {
        String text = given.text();
        if (text == null) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        Rules read;
        try {
            read = RulesFile.read(text);
        } catch (IllegalArgumentException e) {
            refuse(response, Objects.requireNonNullElse(e.getMessage(), "the rules cannot be read"));
            return null;
        }
        if (read.study()) {
            refuse(response, "rules: 'study: true' is for studies alone; a server never links by them");
            return null;
        }
        actions.record("rules store", read.version());
        if (!rules.store(read.version(), text)) {
            throw new RefusedException(Failure.CONFLICT);
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(JsonNodeFactory.instance.objectNode().put("version", read.version()));
    }

    private static void refuse(HttpServletResponse response, String why) throws IOException {
        Failure failure = Failure.UNPROCESSABLE;
        OutcomeWriter.write(
                response, new Outcome(failure.status(), IssueSeverity.ERROR, failure.type(), why, Map.of()));
    }

    @PostMapping("/operator/persons/rules/{version}/dry-run")
    ResponseEntity<JobView> dryRun(@PathVariable String version) {
        inForce.now();
        refuseUnless(rules.text(version).isPresent());
        return desk.submit(
                DryRunJob.KIND, JsonNodeFactory.instance.objectNode().put(DryRunJob.VERSION, version), version);
    }

    /**
     * 409 when it never was in force and was not tried since rules came into force last, or is in force and all records are divided by it. One
     * that is in force while some are not goes on with them.
     */
    @PostMapping("/operator/persons/rules/{version}/activation")
    ResponseEntity<JobView> activate(@PathVariable String version, @RequestBody Reasoned said) {
        String reason = said.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        inForce.now();
        refuseUnless(rules.text(version).isPresent());
        String operator = AuthenticatedOperator.current().name();
        return Objects.requireNonNull(persons.change(store -> {
            boolean inForceAlready = rules.current().filter(version::equals).isPresent();
            boolean mayBe = inForceAlready
                    ? !store.dividedOtherwise(version, new UUID(0, 0), 1).isEmpty()
                    : rules.wasInForce(version) || rules.isTried(version);
            if (!mayBe) {
                throw new RefusedException(Failure.CONFLICT);
            }
            actions.record("rules activate", version);
            if (!inForceAlready) {
                rules.activate(version, operator, reason.strip());
            }
            return desk.submit(
                    DivideJob.KIND,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put(DivideJob.VERSION, version)
                            .put(DivideJob.OPERATOR, operator)
                            .put(DivideJob.REASON, reason.strip()),
                    version);
        }));
    }

    @GetMapping("/operator/persons/models")
    List<ModelVersion> models() {
        inForce.now();
        return models.all();
    }

    @PostMapping("/operator/persons/models")
    ResponseEntity<JobView> learn() {
        return desk.submit(LearnJob.KIND, JsonNodeFactory.instance.objectNode(), "all");
    }

    @PostMapping("/operator/persons/models/{version}/activation")
    ResponseEntity<JobView> use(@PathVariable String version) {
        inForce.now();
        refuseUnless(models.text(version).isPresent());
        String operator = AuthenticatedOperator.current().name();
        return Objects.requireNonNull(persons.change(store -> {
            actions.record("model activate", version);
            models.activate(version, operator);
            return desk.submit(RescoreJob.KIND, JsonNodeFactory.instance.objectNode(), version);
        }));
    }

    private static void refuseUnless(boolean known) {
        if (!known) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
    }
}
