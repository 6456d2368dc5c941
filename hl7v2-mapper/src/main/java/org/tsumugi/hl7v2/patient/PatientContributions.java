package org.tsumugi.hl7v2.patient;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.mapping.MappingContext;

/** How files compete for one Patient, and what becomes of it when ADT-00 was deleted. */
public final class PatientContributions {

    private static final int FROM_ADT_00 = 10;
    private static final int FROM_FEED = 5;
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

    /**
     * The message of an identity feed: it knows better than a PID in passing, and ADT-00 better than it.
     *
     * @param replaced whether another record takes the place of this one
     */
    public static Contribution fed(GroupKey group, Patient patient, boolean replaced) {
        return replaced
                ? new PatientReplacement(group, FROM_FEED, patient)
                : new ResourceContribution(group, FROM_FEED, true, List.of(patient));
    }

    /** The last Patient; inactive when a removal comes after it, or when another record takes its place. */
    public static List<Resource> merge(List<Contribution> contributions) {
        Optional<PatientReplacement> replacement = contributions.stream()
                .filter(PatientReplacement.class::isInstance)
                .map(PatientReplacement.class::cast)
                .reduce((first, last) -> last);
        return last(contributions).stream()
                .map(resource -> replacement
                        .map(it -> (Resource) it.of((Patient) resource))
                        .orElse(resource))
                .toList();
    }

    private static List<Resource> last(List<Contribution> contributions) {
        for (int i = contributions.size() - 1; i >= 0; i--) {
            List<Resource> said = said(contributions.get(i));
            if (!said.isEmpty()) {
                return i == contributions.size() - 1
                        ? said
                        : said.stream().map(PatientContributions::inactive).toList();
            }
        }
        return List.of();
    }

    private static List<Resource> said(Contribution contribution) {
        if (contribution instanceof PatientReplacement replacement) {
            return List.of(replacement.patient());
        }
        return contribution instanceof ResourceContribution named ? named.resources() : List.of();
    }

    private static Resource inactive(Resource patient) {
        return ((Patient) patient).copy().setActive(false);
    }
}
