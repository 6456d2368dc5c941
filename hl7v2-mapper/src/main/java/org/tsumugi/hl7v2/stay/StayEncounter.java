package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.identity.ResourceIds;
import org.tsumugi.hl7v2.mapping.MappingContext;

/** A joined stay → Encounter. Statuses are those of JAMI's guide: arrived when admitted, finished, cancelled. */
final class StayEncounter {

    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private final GroupKey group;
    private final Stay stay;
    private final List<StayContribution> sources;
    private final Encounter encounter = new Encounter();

    private StayEncounter(GroupKey group, Stay stay) {
        this.group = group;
        this.stay = stay;
        this.sources = Stream.of(stay.admission, stay.discharge)
                .filter(Objects::nonNull)
                .toList();
    }

    static Encounter of(GroupKey group, Stay stay) {
        return new StayEncounter(group, stay).build();
    }

    private Encounter build() {
        String patientId = group.key();
        encounter.setId(ResourceIds.uuid(group.facility(), "Encounter", businessKey(patientId))
                .toString());
        encounter.getMeta().addProfile(JpCore.profile("JP_Encounter"));
        encounter.setStatus(status());
        encounter.setClass_(patientClass());
        encounter.setSubject(new Reference("Patient/" + ResourceIds.uuid(group.facility(), "Patient", patientId)));
        participants("ATND", StayContribution::attending);
        participants("ADM", StayContribution::admitting);
        encounter.setPeriod(period(stay.start, stay.end()));
        disposition();
        places();
        lastDepartment();
        return encounter;
    }

    private String businessKey(String patientId) {
        Timestamp start = stay.start;
        return start == null
                ? patientId + "|discharge|" + Objects.requireNonNull(stay.end()).normalised()
                : MappingContext.stayKey(patientId, start);
    }

    private EncounterStatus status() {
        if (stay.cancelled) {
            return EncounterStatus.CANCELLED;
        }
        return stay.discharge == null ? EncounterStatus.ARRIVED : EncounterStatus.FINISHED;
    }

    private Coding patientClass() {
        String sent = sources.isEmpty() ? "I" : sources.get(0).patientClass();
        return switch (sent) {
            case "O" -> new Coding(ACT_CODE, "AMB", "ambulatory");
            case "E" -> new Coding(ACT_CODE, "EMER", "emergency");
            default -> new Coding(ACT_CODE, "IMP", "inpatient encounter");
        };
    }

    private void participants(String type, Function<StayContribution, List<Reference>> people) {
        List<String> seen = new ArrayList<>();
        for (StayContribution source : sources) {
            for (Reference person : people.apply(source)) {
                String who = person.hasReference() ? person.getReference() : person.getDisplay();
                if (!seen.contains(who)) {
                    seen.add(who);
                    encounter
                            .addParticipant()
                            .setIndividual(person.copy())
                            .addType()
                            .addCoding(new Coding().setSystem(PARTICIPATION).setCode(type));
                }
            }
        }
    }

    private void places() {
        List<Encounter.EncounterLocationComponent> found = new ArrayList<>();
        String nameOfLast = "";
        for (StayContribution source : sources) {
            Location place = source.place();
            if (place != null && !place.getName().equals(nameOfLast)) {
                Location contained = place.copy();
                contained.setId("place-" + (found.size() + 1));
                encounter.addContained(contained);
                found.add(encounter
                        .addLocation()
                        .setLocation(
                                new Reference("#" + contained.getIdElement().getIdPart()).setDisplay(place.getName())));
                nameOfLast = place.getName();
            }
        }
        boolean over = stay.discharge != null || stay.cancelled;
        for (int i = 0; i < found.size(); i++) {
            boolean current = i == found.size() - 1 && !over;
            found.get(i).setStatus(current ? EncounterLocationStatus.ACTIVE : EncounterLocationStatus.COMPLETED);
        }
    }

    private void disposition() {
        StayContribution discharge = stay.discharge;
        if (discharge != null && discharge.disposition() != null) {
            encounter
                    .getHospitalization()
                    .setDischargeDisposition(discharge.disposition().copy());
        }
    }

    private void lastDepartment() {
        for (StayContribution source : sources) {
            Reference department = source.department();
            if (department != null) {
                encounter.setServiceProvider(department.copy());
            }
        }
    }

    /** An end before the start is not written: FHIR does not allow it, and one of the two is wrong. */
    private static @Nullable Period period(@Nullable Timestamp start, @Nullable Timestamp end) {
        Period period = new Period();
        if (start != null) {
            period.setStartElement(start.toDateTime());
        }
        if (end != null && (start == null || !Times.isBefore(end, start))) {
            period.setEndElement(end.toDateTime());
        }
        return period.isEmpty() ? null : period;
    }
}
