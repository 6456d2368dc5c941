package org.tsumugi.server.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.tsumugi.mpi.FieldEvidence;
import org.tsumugi.mpi.NameBasis;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Link;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.match.Look;
import org.tsumugi.mpi.postgres.KeptDecision;
import org.tsumugi.mpi.score.Part;
import org.tsumugi.server.mpi.RulesInForce;

/** How reviewers are told things: every reason in Japanese and in English, every record with its facility and its name in the network. */
final class ReviewJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReviewJson() {}

    /** How two records compare: what was found, not what they say. It is kept with every word of a reviewer. */
    static ObjectNode shown(RulesInForce.Deciding deciding, Look look) {
        ObjectNode shown = NODES.objectNode().put("rules", deciding.rules().version());
        shown.put("rung", look.rung().orElse(null));
        ArrayNode vetoes = shown.putArray("vetoes");
        look.vetoes().stream().sorted().forEach(veto -> vetoes.add(veto.name()));
        shown.set("fields", fields(look.evidence()));
        ObjectNode score = shown.putObject("score");
        score.put("model", deciding.model().version());
        score.put("bits", look.score().weight()).put("probability", look.score().probability());
        ArrayNode parts = score.putArray("parts");
        look.score().parts().forEach(part -> parts.add(part(part)));
        return shown;
    }

    private static ObjectNode part(Part part) {
        return NODES.objectNode()
                .put("feature", part.feature().name())
                .put("level", part.levelName())
                .put("bits", part.weight());
    }

    private static ArrayNode fields(List<FieldEvidence> evidence) {
        ArrayNode fields = NODES.arrayNode();
        for (FieldEvidence found : evidence) {
            ObjectNode field = fields.addObject()
                    .put("field", found.field().name())
                    .put("japanese", found.field().japanese())
                    .put("english", found.field().english())
                    .put("agreement", found.agreement().name());
            if (!found.bases().isEmpty()) {
                ArrayNode bases = field.putArray("bases");
                found.bases().stream().sorted().forEach(basis -> bases.add(basis(basis)));
            }
            if (!found.slip().isEmpty()) {
                field.put("slip", found.slip());
            }
        }
        return fields;
    }

    private static ObjectNode basis(NameBasis basis) {
        return NODES.objectNode()
                .put("basis", basis.name())
                .put("linking", basis.isLinking())
                .put("japanese", basis.japanese())
                .put("english", basis.english());
    }

    /** Names a record. */
    static ObjectNode key(RecordKey key) {
        return NODES.objectNode().put("facility", key.facility()).put("record", key.patient());
    }

    static ArrayNode keys(Collection<RecordKey> keys) {
        ArrayNode array = NODES.arrayNode();
        keys.forEach(key -> array.add(key(key)));
        return array;
    }

    /** Everything that a facility says of who a patient is. */
    static ObjectNode record(PatientRecord record) {
        ObjectNode said = key(record.key());
        ArrayNode names = said.putArray("names");
        record.names()
                .forEach(name -> names.addObject()
                        .put("script", name.script().name())
                        .put("use", name.use().name())
                        .put("family", name.family())
                        .put("given", name.given()));
        said.put("sex", record.sex().name()).put("birthDate", record.birthDate());
        ArrayNode insurances = said.putArray("insurances");
        record.insurances()
                .forEach(insurance -> insurances
                        .addObject()
                        .put("insurer", insurance.insurer())
                        .put("symbol", insurance.symbol())
                        .put("number", insurance.number())
                        .put("branch", insurance.branch())
                        .put("former", insurance.former()));
        ArrayNode identifiers = said.putArray("identifiers");
        record.identifiers()
                .forEach(identifier -> identifiers
                        .addObject()
                        .put("system", identifier.system())
                        .put("value", identifier.value()));
        said.put("postalCode", record.postalCode());
        ArrayNode phones = said.putArray("phones");
        record.phones().forEach(phones::add);
        return said;
    }

    static ObjectNode judgement(Judgement judgement) {
        return pair(judgement.pair())
                .put("verdict", Verdict.of(judgement.same()).name());
    }

    static ObjectNode pair(Pair pair) {
        ObjectNode both = NODES.objectNode();
        both.set("one", key(pair.low()));
        both.set("other", key(pair.high()));
        return both;
    }

    static ObjectNode review(Review review) {
        ObjectNode said = NODES.objectNode()
                .put("review", review.review())
                .put("at", review.at().toString())
                .put("reviewer", review.reviewer())
                .put("act", review.act().name())
                .put("verdict", review.verdict().name())
                .put("proposal", review.proposal())
                .put("reason", review.reason());
        said.setAll(pair(review.pair()));
        said.set("shown", review.shown());
        return said;
    }

    /** @param ids the common health IDs of persons by number */
    static ObjectNode decision(KeptDecision kept, Map<Long, String> ids) {
        ObjectNode decided = NODES.objectNode()
                .put("decision", kept.number())
                .put("at", kept.at().toString())
                .put("commonHealthId", ids.get(kept.decision().person()));
        decided.set("before", keys(kept.decision().before()));
        decided.set("after", keys(kept.decision().after()));
        decided.set("links", reasons(kept.decision().links()));
        decided.set("partings", reasons(kept.decision().partings()));
        return decided.put("rules", kept.decision().rules())
                .put("cause", kept.decision().cause().kind().name())
                .put("actor", kept.decision().cause().actor())
                .put("reason", kept.decision().cause().reason());
    }

    private static ArrayNode reasons(List<Link> links) {
        ArrayNode reasons = NODES.arrayNode();
        for (Link link : links) {
            ObjectNode reason = pair(link.pair()).put("rung", link.rung());
            reason.set("fields", fields(link.evidence()));
            reasons.add(reason);
        }
        return reasons;
    }
}
