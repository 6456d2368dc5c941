package org.tsumugi.hl7v2.allergy;

import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
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
        clinical("active", allergy);
    }

    static void set(Segment iam, AllergyIntolerance allergy, MappingContext context) {
        Hl7Code action = action(iam, allergy, context);
        Hl7Code confirmation = Hl7Code.of(iam, 17, "HL70438", context);
        verification(iam, confirmation, allergy, context);
        switch (confirmation.value()) {
            case "E" -> {}
            case "I" -> confirmation.place().gives(clinical("inactive", allergy));
            default -> action.place().gives(clinical(action.value().equals("D") ? "inactive" : "active", allergy));
        }
    }

    private static Coding clinical(String code, AllergyIntolerance allergy) {
        Coding state = new Coding().setSystem(CLINICAL).setCode(code);
        allergy.setClinicalStatus(new CodeableConcept().addCoding(state));
        return state;
    }

    /** Whether the sender adds, changes, repeats or deletes is kept beside the state that follows from it. */
    private static Hl7Code action(Segment iam, AllergyIntolerance allergy, MappingContext context) {
        Hl7Code action = Hl7Code.of(iam, 6, "HL70323", context);
        if (iam.field(6).isEmpty()) {
            context.at(iam, 6).missing("no action; the allergy stands");
        } else if (!"ADUX".contains(action.value()) || action.value().length() != 1) {
            context.at(iam, 6).invalid("not a code of HL7 table 0323; the allergy stands");
        }
        context.concept(iam, 6).ifPresent(sent -> allergy.addExtension(TsumugiExtensions.url("allergy-action"), sent));
        return action;
    }

    /** A code that FHIR's required value set has nothing for is kept outside verificationStatus. */
    private static void verification(
            Segment iam, Hl7Code confirmation, AllergyIntolerance allergy, MappingContext context) {
        String state = switch (confirmation.value()) {
            case "C", "I" -> "confirmed";
            case "D", "P", "S", "U" -> "unconfirmed";
            case "E" -> "entered-in-error";
            default -> "";
        };
        context.concept(iam, 17).ifPresent(sent -> {
            if (state.isEmpty()) {
                context.at(iam, 17).invalid("not a code of HL7 table 0438; kept as sent");
                allergy.addExtension(TsumugiExtensions.url("allergy-confirmation"), sent);
            } else {
                Coding coding = new Coding().setSystem(VERIFICATION).setCode(state);
                sent.getCoding().add(0, confirmation.place().gives(coding));
                allergy.setVerificationStatus(sent);
            }
        });
    }
}
