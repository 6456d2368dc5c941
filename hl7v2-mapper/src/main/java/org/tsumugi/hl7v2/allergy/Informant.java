package org.tsumugi.hl7v2.allergy;

import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.HumanNames;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * IAM-14 who told of the allergy, and IAM-15 what they are to the patient → a contained RelatedPerson, because they have no number
 * to be known by. They are the asserter unless a member of staff (IAM-18) is, and always the informant.
 */
final class Informant {

    private static final String ID = "informant";

    private final MappingContext context;

    Informant(MappingContext context) {
        this.context = context;
    }

    /** Call it when the asserter of IAM-18 is set. */
    void set(Segment iam, AllergyIntolerance allergy) {
        RelatedPerson informant = new RelatedPerson();
        HumanNames.of(iam.field(14), context.at(iam, 14)).forEach(informant::addName);
        context.concept(iam, 15).ifPresent(informant::addRelationship);
        if (informant.isEmpty()) {
            return;
        }
        informant.setId(ID);
        informant.setPatient(context.patient());
        allergy.addContained(informant);
        allergy.addExtension(TsumugiExtensions.url("informant"), new Reference("#" + ID));
        if (!allergy.hasAsserter()) {
            allergy.setAsserter(new Reference("#" + ID));
        }
    }
}
