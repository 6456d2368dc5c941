package org.tsumugi.hl7v2.stay;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.identity.ResourceIds;

/** What Encounters of stays, plans and visits have in common. */
final class Draft {

    private Draft() {}

    /** An Encounter with its id, profile and patient. */
    static Encounter of(GroupKey group, String businessKey) {
        Encounter encounter = new Encounter();
        encounter.setId(
                ResourceIds.uuid(group.facility(), "Encounter", businessKey).toString());
        encounter.getMeta().addProfile(JpCore.profile("JP_Encounter"));
        encounter.setSubject(new Reference("Patient/" + ResourceIds.uuid(group.facility(), "Patient", group.key())));
        return encounter;
    }

    static void disposition(Encounter encounter, @Nullable CodeableConcept disposition) {
        if (disposition != null) {
            encounter.getHospitalization().setDischargeDisposition(Copies.of(disposition));
        }
    }

    static void department(Encounter encounter, @Nullable Reference department) {
        if (department != null) {
            encounter.setServiceProvider(Copies.of(department));
        }
    }

    /** A time for which FHIR R4 has no element, such as a planned discharge. */
    static Extension time(String name, When when) {
        return new Extension(TsumugiExtensions.url(name), when.copy());
    }
}
