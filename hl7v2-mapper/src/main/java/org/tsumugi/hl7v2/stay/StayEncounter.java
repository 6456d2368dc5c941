package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.stay.StayContribution.Content;

/** A joined stay → Encounter: its movements are told, in the order of time, to the histories it consists of. */
final class StayEncounter {

    private final GroupKey group;
    private final Stay stay;
    private final LocationHistory places = new LocationHistory();
    private final StatusHistory statuses = new StatusHistory();
    private final ClassHistory classes = new ClassHistory();
    private final Participants participants = new Participants();
    private @Nullable Reference department;
    private @Nullable CodeableConcept disposition;

    private StayEncounter(GroupKey group, Stay stay) {
        this.group = group;
        this.stay = stay;
    }

    static Encounter of(GroupKey group, Stay stay) {
        return new StayEncounter(group, stay).build();
    }

    private Encounter build() {
        Encounter encounter = Draft.of(group, businessKey());
        begin();
        if (!stay.cancelled) {
            Timeline.of(stay.movements).forEach(this::happen);
            whatPlansSay();
        }
        end();
        stay.takenBack.stream()
                .filter(Said::isCancellation)
                .forEach(said -> mention(said.what().content()));
        stay.plans.forEach(said -> mention(said.what().content()));
        statuses.writeTo(encounter);
        if (stay.cancelled) {
            encounter.setStatus(EncounterStatus.CANCELLED).setStatusHistory(new ArrayList<>());
        }
        classes.writeTo(encounter, PatientClass.inpatient());
        participants.writeTo(encounter);
        encounter.setPeriod(Times.period(stay.start, stay.end()));
        Draft.disposition(encounter, disposition);
        plannedTimes(encounter);
        PlannedTransfers.of(stay).tell(places, encounter);
        places.writeTo(encounter);
        Draft.department(encounter, department);
        return encounter;
    }

    /** A stay that nobody says the beginning of is known by the first time that anybody says. */
    private String businessKey() {
        When start = stay.start;
        if (start != null) {
            return MappingContext.stayKey(group.key(), start.time());
        }
        String first = stay.firstMoment().map(when -> when.time().normalised()).orElse("");
        boolean onlyTheEnd = stay.movements.isEmpty();
        return group.key() + (onlyTheEnd ? "|discharge|" : "|since|") + first;
    }

    private void begin() {
        When start = stay.start;
        if (!stay.plans.isEmpty()) {
            statuses.planned(start);
        }
        if (start != null) {
            statuses.begin(start);
        }
        Said admission = stay.admission;
        if (admission != null) {
            Content content = admission.what().content();
            places.move(content, admission.at());
            classes.become(content.patientClass(), admission.at());
            participants.observe(content.attending());
            remember(content);
        }
    }

    private void happen(Said said) {
        Content content = said.what().content();
        When at = said.at();
        When comesBack = said.what().expected().comesBack();
        if (said.isCancellation()) {
            statuses.leave(at, comesBack);
            mention(content);
            return;
        }
        switch (said.movement()) {
            case LEAVE -> {
                statuses.leave(at, comesBack);
                places.leave(content, at);
                participants.observe(content.attending());
            }
            case RETURN -> {
                statuses.comeBack(at, comesBack);
                places.comeBack(content, at);
                participants.observe(content.attending());
            }
            case TRANSFER -> {
                statuses.happen(at, true);
                places.move(content, at);
                classes.become(content.patientClass(), at);
                transferred(content, at);
            }
            default -> {
                statuses.happen(at, false);
                places.observe(content);
                participants.change(content.attending(), at);
            }
        }
        remember(content);
    }

    /** Whether the doctor of a transfer is a new one is known only where one is known before. */
    private void transferred(Content content, When at) {
        if (participants.areKnown()) {
            participants.change(content.attending(), at);
        } else {
            participants.observe(content.attending());
        }
    }

    private void remember(Content content) {
        classes.mention(content.patientClass());
        participants.admitting(content.admitting());
        department = content.department() == null ? department : content.department();
        disposition = content.disposition() == null ? disposition : content.disposition();
    }

    private void end() {
        Said discharge = stay.discharge;
        if (discharge != null && discharge.movement() == Movement.DISCHARGE) {
            Content content = discharge.what().content();
            places.observe(content);
            participants.observe(content.attending());
            remember(content);
        }
        if (discharge != null) {
            disposition = discharge.what().content().disposition();
            statuses.finish(stay.end());
        } else if (!stay.movements.isEmpty() || !stay.takenBack.isEmpty()) {
            statuses.goOn();
        }
        if (discharge != null || stay.cancelled) {
            places.end(stay.endsAfterItsStart() ? stay.end() : null);
        }
    }

    /** What plans say of the present; what they plan is told by {@link PlannedTransfers} and {@link #plannedTimes}. */
    private void whatPlansSay() {
        for (Said said : Timeline.byRank(stay.movements)) {
            Content content = said.what().content();
            if (said.movement() == Movement.DISCHARGE_PLAN) {
                places.mention(content.place(), content.department());
                places.mention(content.previous(), null);
                department = department == null ? content.department() : department;
                disposition = disposition == null ? content.disposition() : disposition;
                mention(content);
            } else if (said.movement() == Movement.TRANSFER_PLAN) {
                places.mention(PlannedTransfers.present(content), null);
                places.mention(PlannedTransfers.before(content), null);
                disposition = disposition == null ? content.disposition() : disposition;
                mention(content);
            }
        }
    }

    /** Who and what class, where nothing better is known. */
    private void mention(Content content) {
        classes.mention(content.patientClass());
        if (!participants.areKnown()) {
            participants.observe(content.attending());
        }
        participants.admitting(content.admitting());
    }

    private void plannedTimes(Encounter encounter) {
        List<Said> told = new ArrayList<>(stay.plans);
        if (stay.admission != null) {
            told.add(stay.admission);
        }
        if (stay.discharge != null) {
            told.add(stay.discharge);
        }
        told.addAll(stay.movements);
        Map<String, When> admissions = new LinkedHashMap<>();
        stay.plans.forEach(plan -> admissions.put(plan.key(), plan.at()));
        told.stream()
                .map(said -> said.what().expected().admission())
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(when -> when.time().normalised()))
                .forEach(when -> admissions.putIfAbsent(when.time().normalised(), when));
        admissions.values().forEach(when -> encounter.addExtension(Draft.time("planned-admission", when)));
        When end = plannedDischarge(told);
        if (end != null) {
            encounter.addExtension(Draft.time("planned-discharge", end));
        }
    }

    /** There is one plan of discharge: the last one said, unless it was taken back. */
    private @Nullable When plannedDischarge(List<Said> told) {
        List<Said> statements = new ArrayList<>(told);
        stay.takenBack.stream()
                .filter(said -> said.movement() == Movement.DISCHARGE_PLAN)
                .forEach(statements::add);
        When planned = null;
        for (Said said : Timeline.byRank(statements)) {
            if (!said.isCancellation()) {
                When next = said.what().expected().discharge();
                planned = next == null ? planned : next;
            } else if (planned != null
                    && said.movement() == Movement.DISCHARGE_PLAN
                    && Times.canBeSame(planned.time(), said.at().time())) {
                planned = null;
            }
        }
        return planned;
    }
}
