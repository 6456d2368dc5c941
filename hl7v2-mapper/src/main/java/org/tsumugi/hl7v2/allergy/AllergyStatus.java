package org.tsumugi.hl7v2.allergy;

import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * IAM-6 (HL7 table 0323) and IAM-17 (0438) as FHIR's two states. To delete a statement ({@code D}) is not to say that it was
 * wrong, for which table 0438 has a code of its own ({@code E}): deleted is inactive, which readers still see, and only erroneous
 * is entered-in-error, which then has no clinical state (ait-1, ait-2).
 */
final class AllergyStatus {

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";

    private AllergyStatus() {}

    static void active(AllergyIntolerance allergy) {
        allergy.setClinicalStatus(concept(CLINICAL, "active"));
    }

    /** Whether an IAM says that there is no such allergy any more, or never was; AL1 cannot say so. */
    static boolean isWithdrawn(Segment segment) {
        return segment.id().equals("IAM")
                && (segment.text(6).strip().equals("D")
                        || Set.of("E", "I").contains(segment.text(17).strip()));
    }

    static void set(Segment iam, AllergyIntolerance allergy, MappingContext context) {
        if (iam.field(6).isEmpty()) {
            context.at(iam, 6).missing("no action; the allergy stands");
        }
        AllergyTable.Code action = AllergyTable.ACTION.keep(iam, 6, allergy::addExtension, context);
        AllergyTable.Code confirmation = AllergyTable.CONFIRMATION.keep(iam, 17, allergy::addExtension, context);
        String verification = verification(confirmation.value());
        if (!verification.isEmpty()) {
            CodeableConcept status = concept(VERIFICATION, verification);
            confirmation.place().gives(status.getCodingFirstRep());
            allergy.setVerificationStatus(status);
        }
        if (!confirmation.value().equals("E")) {
            boolean past = confirmation.value().equals("I");
            CodeableConcept status = concept(CLINICAL, past || action.value().equals("D") ? "inactive" : "active");
            AllergyTable.Code source = past ? confirmation : action;
            if (!source.value().isEmpty()) {
                source.place().gives(status.getCodingFirstRep());
            }
            allergy.setClinicalStatus(status);
        }
    }

    private static String verification(String confirmation) {
        return switch (confirmation) {
            case "C", "I" -> "confirmed";
            case "D", "P", "S", "U" -> "unconfirmed";
            case "E" -> "entered-in-error";
            default -> "";
        };
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
    }
}
