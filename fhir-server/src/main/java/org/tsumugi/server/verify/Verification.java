package org.tsumugi.server.verify;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.journal.Tallies;
import org.tsumugi.server.raw.SealedRawStore;

/** {@code verify}: looks at everything that is kept, or at a part of it, and says what is not as it was left. */
public final class Verification implements Job {

    /** The kind. */
    public static final String KIND = "verify";

    private static final int SHOWN = 1_000;
    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcOperations jdbc;
    private final SealedRawStore raw;
    private final Tallies tallies;
    private final FhirContext fhir;
    private final Clock clock;

    /** Looks at the raw store, the journal, and HAPI's tables in the database behind {@code jdbc}. */
    public Verification(JdbcOperations jdbc, SealedRawStore raw, Tallies tallies, FhirContext fhir, Clock clock) {
        this.jdbc = jdbc;
        this.raw = raw;
        this.tallies = tallies;
        this.fhir = fhir;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) throws Exception {
        Scope scope = Scope.of(arguments);
        JsonNode earlier = progress.earlier().orElseGet(JsonNodeFactory.instance::objectNode);
        UUID run = earlier.has("run") ? UUID.fromString(earlier.path("run").asText()) : UUID.randomUUID();
        forgetOld();
        Findings findings = new Findings(jdbc, clock, run);
        Position position = new Position(progress, run, earlier, new Pace(scope.rate()));
        for (Map.Entry<String, Step> step : steps(scope, findings).entrySet()) {
            if (position.isToDo(step.getKey())) {
                position.runs(step.getKey(), step.getValue());
            }
        }
        return result(run, findings, position);
    }

    private Map<String, Step> steps(Scope scope, Findings findings) {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("contents", new ContentsStep(jdbc, raw, scope, findings));
        if (scope.isEverything()) {
            steps.put("orphans", new OrphansStep(jdbc, raw, findings));
        }
        steps.put("resources", new ResourcesStep(jdbc, fhir, scope, findings));
        steps.put("extras", new ExtrasStep(jdbc, scope, findings));
        steps.put("tallies", new TallyStep(tallies, scope, findings));
        return steps;
    }

    private void forgetOld() {
        jdbc.update(
                "delete from tsumugi.verify_finding where found_at < ?",
                Timestamp.from(clock.instant().minus(KEPT)));
    }

    private static JsonNode result(UUID run, Findings findings, Position position) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("run", run.toString());
        result.set("looked", position.looked());
        Map<FindingCode, Long> counts = findings.counts();
        result.put("clean", counts.keySet().stream().noneMatch(FindingCode::isFault));
        ObjectNode byCode = result.putObject("counts");
        counts.forEach((code, count) -> byCode.put(code.name(), count));
        ArrayNode shown = result.putArray("findings");
        findings.first(SHOWN)
                .forEach(finding -> shown.addObject()
                        .put("code", finding.code().name())
                        .put("facility", finding.facility())
                        .put("subject", finding.subject()));
        return result;
    }
}
