package org.tsumugi.hl7v2.prescription;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * What a notification repeats of the prescription. It stays inside the administration, because the prescription itself is told by
 * OMP-01, which may say something newer and to which the administration refers; but where no OMP-01 comes, it is all there is.
 */
public final class RepeatedOrders {

    private final MappingContext context;
    private final Message message;
    private final Optional<Reference> encounter;

    public RepeatedOrders(MappingContext context, Message message, Optional<Reference> encounter) {
        this.context = context;
        this.message = message;
        this.encounter = encounter;
    }

    /**
     * Contains an ordered drug.
     *
     * @param position of the drug that was given
     */
    public void contain(RepeatedDrug drug, RpPosition position, MedicationAdministration administration) {
        String id = "order-" + (administration.getSupportingInformation().size() + 1);
        MedicationRequest request =
                new MedicationRequests(context, message, encounter, id + "-").map(drug.group, position, "");
        List<Resource> parts = List.copyOf(request.getContained());
        request.setContained(null);
        request.setId(id);
        administration.addContained(request);
        parts.forEach(administration::addContained);
        administration.addSupportingInformation(new Reference("#" + id));
    }

    /** One drug that is repeated. */
    public static final class RepeatedDrug {
        private final DrugGroup group;

        private RepeatedDrug(DrugGroup group) {
            this.group = group;
        }

        /** The drugs of the order's part of a notification. */
        public static List<RepeatedDrug> of(List<Segment> ordered) {
            return DrugGroup.of(ordered).stream().map(RepeatedDrug::new).toList();
        }

        /** Its code, as in business keys. */
        public String key() {
            return DrugKey.of(CodedText.of(group.drug().field(2).first()));
        }
    }
}
