package org.tsumugi.hl7v2.patient;

import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.mapping.MappingContext;

/** How files compete for one Patient, and what becomes of it when ADT-00 was deleted. */
public final class PatientContributions {

    private static final int FROM_ADT_00 = 10;
    private static final int FROM_ANY_OTHER = 0;
    private static final int LESS_BECAUSE_OF_ANOTHER_ID = 20;

    private PatientContributions() {}

    /**
     * The PID of a file.
     *
     * @param basicInformation whether the file is ADT-00, which knows best
     * @param anotherId whether PID-3 is another patient's: then any other file knows better
     */
    public static Contribution of(
            Patient patient, boolean basicInformation, boolean anotherId, MappingContext context) {
        int tier = (basicInformation ? FROM_ADT_00 : FROM_ANY_OTHER) - (anotherId ? LESS_BECAUSE_OF_ANOTHER_ID : 0);
        return new ResourceContribution(
                context.group(GroupKind.PATIENT, context.path().patientId()), tier, true, List.of(patient));
    }

    /** The statement of ADT^A23. */
    public static Contribution removal(MappingContext context) {
        return new PatientRemoval(
                context.group(GroupKind.PATIENT, context.path().patientId()), FROM_ADT_00);
    }

    /** The last Patient; inactive when a removal comes after it. */
    public static List<Resource> merge(List<Contribution> contributions) {
        for (int i = contributions.size() - 1; i >= 0; i--) {
            if (contributions.get(i) instanceof ResourceContribution named) {
                return i == contributions.size() - 1
                        ? named.resources()
                        : named.resources().stream()
                                .map(PatientContributions::inactive)
                                .toList();
            }
        }
        return List.of();
    }

    private static Resource inactive(Resource patient) {
        return ((Patient) patient).copy().setActive(false);
    }
}
