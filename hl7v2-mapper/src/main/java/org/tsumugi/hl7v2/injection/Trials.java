package org.tsumugi.hl7v2.injection;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Reading;

/** CTI → a reference to the clinical trial by its number; the study itself is in no storage. */
final class Trials {

    private static final String OID = "urn:oid:";

    private final MappingContext context;

    Trials(MappingContext context) {
        this.context = context;
    }

    List<Reference> of(List<Segment> trials) {
        return trials.stream().map(this::of).filter(trial -> !trial.isEmpty()).toList();
    }

    private Reference of(Segment cti) {
        Reference trial = new Reference();
        number(cti).ifPresent(number -> trial.setType("ResearchStudy").setIdentifier(number));
        context.concept(cti, 2).ifPresent(phase -> trial.addExtension(Reading.extension("study-phase", phase)));
        context.concept(cti, 3).ifPresent(point -> trial.addExtension(Reading.extension("study-time-point", point)));
        return trial;
    }

    /** EI: the number, and who gave it as a name (EI.2) and as an OID (EI.3, EI.4). */
    private Optional<Identifier> number(Segment cti) {
        Repetition ei = cti.field(1).first();
        if (ei.text(1).isBlank()) {
            return Optional.empty();
        }
        Place place = context.at(cti, 1).repetition(0);
        Identifier number =
                Orders.localNumber(context, "clinical-trial", ei.text(1).strip(), place);
        if (ei.text(4).equals("ISO") && ei.text(3).matches("[0-2](\\.\\d+)+")) {
            number.setSystem(OID + ei.text(3));
            place.component(3).gives(number.getSystemElement());
            place.component(4).gives(number.getSystemElement());
        }
        if (!ei.text(2).isBlank()) {
            number.getAssigner().setDisplay(ei.text(2));
            place.component(2).gives(number.getAssigner().getDisplayElement());
        }
        return Optional.of(number);
    }
}
