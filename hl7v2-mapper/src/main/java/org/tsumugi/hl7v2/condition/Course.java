package org.tsumugi.hl7v2.condition;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Whether the disease goes on: outcome (PRB-14, 転帰), end of the diagnosis (PRB-9) and date of the outcome (PRB-15) as clinical
 * status and abatement.
 *
 * <p>FHIR allows an abatement only with a status that is over (con-4), and neither beside entered-in-error (con-4, con-5). PRB-9
 * ends the diagnosis whatever the outcome was: "not recovered" with an end is inactive, without one active. An outcome that is an
 * end in itself (recovered, died, stopped) takes PRB-15 as the end when PRB-9 is empty.
 */
final class Course {

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";

    private final MappingContext context;
    private final Ledger ledger;

    Course(MappingContext context) {
        this.context = context;
        this.ledger = context.ledger();
    }

    /** Sets outcome, clinical status and abatement. */
    void set(Segment prb, boolean enteredInError, Condition condition) {
        CodedText outcome = CodedText.of(prb.field(14).first());
        context.concepts()
                .concept(outcome, ledger.at(prb, 14).repetition(0))
                .ifPresent(concept -> condition.addExtension(JpCore.extension("JP_Condition_DiseaseOutcome"), concept));
        Timestamp ended = context.timestamp(prb, 9).orElse(null);
        Timestamp decided = context.timestamp(prb, 15).orElse(null);
        if (enteredInError) {
            reportEndOfError(prb, ended);
            keepOutcomeDate(decided, null, condition);
            return;
        }
        String finalStatus = statusOfEnd(outcome).orElse("");
        Timestamp end = ended == null && !finalStatus.isEmpty() ? decided : ended;
        String status = finalStatus.isEmpty() ? (end == null ? "active" : "inactive") : finalStatus;
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(CLINICAL).setCode(status);
        condition.setClinicalStatus(concept);
        if (end != null) {
            condition.setAbatement(end.toDateTime());
        }
        keepOutcomeDate(decided, end, condition);
    }

    private void reportEndOfError(Segment prb, @Nullable Timestamp ended) {
        if (ended != null) {
            ledger.at(prb, 9).notMapped("a disease that was entered in error has no end");
        }
    }

    /** PRB-15 where it is the end as well is not said twice. */
    private static void keepOutcomeDate(@Nullable Timestamp decided, @Nullable Timestamp end, Condition condition) {
        if (decided != null && !decided.equals(end)) {
            condition.addExtension(TsumugiExtensions.url("outcome-date"), decided.toDateTime());
        } else if (decided != null) {
            decided.source().gives(condition.getAbatement());
        }
    }

    /** HL7 table 0241 and JHSD0006: outcomes that end the disease. The others leave it to PRB-9. */
    private static Optional<String> statusOfEnd(CodedText outcome) {
        String hl7 = outcome.codeIn("HL70241");
        String jahis = outcome.codeIn("JHSD0006");
        return Optional.ofNullable(
                switch (hl7.isEmpty() ? "J" + jahis : hl7) {
                    case "F" -> "resolved";
                    case "R", "JM" -> "remission";
                    case "D", "S", "JI" -> "inactive";
                    default -> null;
                });
    }
}
