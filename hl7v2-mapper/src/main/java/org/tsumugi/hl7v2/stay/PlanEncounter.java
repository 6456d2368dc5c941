package org.tsumugi.hl7v2.stay;

import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Location;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.stay.StayContribution.Content;

/** A planned admission that has not been carried out → Encounter. Its period begins when it was planned to, as in JAMI's guide. */
final class PlanEncounter {

    private PlanEncounter() {}

    static Encounter of(GroupKey group, Said plan, boolean cancelled) {
        Content content = plan.what().content();
        Encounter encounter = Draft.of(group, group.key() + "|plan|" + plan.key());
        encounter.setStatus(cancelled ? EncounterStatus.CANCELLED : EncounterStatus.PLANNED);
        ClassHistory classes = new ClassHistory();
        classes.mention(content.patientClass());
        classes.writeTo(encounter, PatientClass.inpatient());
        Participants participants = new Participants();
        participants.observe(content.attending());
        participants.admitting(content.admitting());
        participants.writeTo(encounter);
        encounter.setPeriod(Times.period(plan.at(), null));
        When end = plan.what().expected().discharge();
        if (end != null) {
            encounter.addExtension(Draft.time("planned-discharge", end));
        }
        LocationHistory places = new LocationHistory();
        Location previous = content.previous();
        if (previous != null) {
            places.mention(previous, null);
        }
        for (Location place : new Location[] {content.place(), content.pending()}) {
            if (place != null) {
                places.plan(place, content.department(), plan.at());
            }
        }
        places.end(null);
        places.writeTo(encounter);
        Draft.department(encounter, content.department());
        Draft.disposition(encounter, content.disposition());
        return encounter;
    }
}
