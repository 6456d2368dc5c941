package org.tsumugi.hl7v2.dispatch;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.allergy.Allergies;
import org.tsumugi.hl7v2.document.Documents;
import org.tsumugi.hl7v2.patient.PatientContributions;
import org.tsumugi.hl7v2.profile.RequiredElements;
import org.tsumugi.hl7v2.stay.Stays;

/** Contributions of one group → its resources, by the kind of the group. */
final class Merging {

    private Merging() {}

    static List<Resource> merge(GroupKey group, List<Contribution> contributions) {
        if (contributions.isEmpty()) {
            return List.of();
        }
        return switch (group.kind()) {
            case PATIENT -> PatientContributions.merge(contributions);
            case STAYS -> Stays.merge(group, contributions);
            case ALLERGIES -> Allergies.merge(contributions);
            case DOCUMENT -> Documents.merge(contributions);
            case FILE -> Variants.merge(contributions);
            case PRACTITIONER, DEPARTMENT, FACILITY ->
                ((ResourceContribution) contributions.get(contributions.size() - 1)).resources();
        };
    }

    /** Checks the resources that a contribution makes by itself; one that cannot exist by itself makes none. */
    static void checkRequired(Contribution contribution, Systems generation, Ledger ledger) {
        if (contribution.sustains()) {
            RequiredElements.report(merge(contribution.group(), List.of(contribution)), generation, ledger);
        }
    }
}
