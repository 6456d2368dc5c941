package org.tsumugi.hl7v2.patient;

import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * ZI1, the insurance that something was done under, as a Coverage inside the resource it belongs to: it need not be one of those
 * that ADT-00 tells, and it does not end when they do.
 */
public final class ContainedInsurance {

    private ContainedInsurance() {}

    /**
     * Adds the Coverage, and the insurer beside it, as what is contained contains nothing itself.
     *
     * @param number 1 for the first of a resource
     * @return a reference to the Coverage
     */
    public static Reference add(Segment zi1, int number, DomainResource parent, MappingContext context) {
        Coverage coverage = new Insurance(context).fill(new Coverage(), zi1);
        coverage.setId("insurance-" + number);
        for (Resource insurer : coverage.getContained()) {
            String id = insurer.getIdElement().getIdPart();
            insurer.setId(id + "-" + number);
            coverage.getPayor().stream()
                    .filter(payor -> ("#" + id).equals(payor.getReference()))
                    .forEach(payor ->
                            payor.setReference("#" + insurer.getIdElement().getIdPart()));
            parent.addContained(insurer);
        }
        coverage.setContained(null);
        parent.addContained(coverage);
        return new Reference("#" + coverage.getIdElement().getIdPart());
    }
}
