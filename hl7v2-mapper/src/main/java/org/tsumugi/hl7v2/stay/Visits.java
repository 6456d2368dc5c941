package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.stay.StayContribution.Content;

/**
 * Visits of an outpatient: each is known by the time of its reception. Of several statements about one, the last counts. A change
 * of an outpatient's doctor belongs to the visit it names, or to the last one of its day.
 */
final class Visits {

    private static final class Visit {
        private final When start;
        private @Nullable Said reception;
        private final List<Said> changes = new ArrayList<>();

        Visit(When start) {
            this.start = start;
        }
    }

    private final Map<String, Visit> byStart = new TreeMap<>();

    private Visits() {}

    static List<Resource> merge(GroupKey group, List<Said> all) {
        Visits visits = new Visits();
        for (Said said : Standing.of(Movement.RECEPTION, all)) {
            visits.beginningAt(said.at()).reception = said;
        }
        List<Said> changes = Standing.of(Movement.DOCTOR_CHANGE, all).stream()
                .filter(said -> said.what().isOfAVisit())
                .toList();
        changes.forEach(visits::add);
        return visits.byStart.values().stream()
                .<Resource>map(visit -> encounter(group, visit))
                .toList();
    }

    private Visit beginningAt(When start) {
        return byStart.computeIfAbsent(start.time().normalised(), key -> new Visit(start));
    }

    private void add(Said change) {
        When named = change.what().admission();
        Visit visit = named == null
                ? byStart.values().stream()
                        .filter(one -> one.reception != null
                                && Times.isSameDay(one.start.time(), change.at().time()))
                        .reduce((earlier, later) -> later)
                        .orElseGet(() -> beginningAt(change.at()))
                : Times.match(byStart, named.time(), one -> one.start.time()).orElseGet(() -> beginningAt(named));
        visit.changes.add(change);
    }

    private static Encounter encounter(GroupKey group, Visit visit) {
        Encounter encounter = Draft.of(group, MappingContext.visitKey(group.key(), visit.start.time()));
        ClassHistory classes = new ClassHistory();
        Participants participants = new Participants();
        LocationHistory places = new LocationHistory();
        List<Said> told = new ArrayList<>();
        if (visit.reception != null) {
            told.add(visit.reception);
        }
        told.addAll(Timeline.of(visit.changes));
        When end = null;
        for (Said said : told) {
            Content content = said.what().content();
            classes.mention(content.patientClass());
            if (said.movement() == Movement.RECEPTION) {
                places.move(content, said.at());
                participants.observe(content.attending());
            } else {
                places.observe(content);
                participants.change(content.attending(), said.at());
            }
            participants.admitting(content.admitting());
            Draft.department(encounter, content.department());
            Draft.disposition(encounter, content.disposition());
            end = said.what().discharge() == null ? end : said.what().discharge();
        }
        if (end != null) {
            places.end(end);
        }
        encounter.setStatus(status(visit, end));
        classes.writeTo(encounter, PatientClass.outpatient());
        participants.writeTo(encounter);
        encounter.setPeriod(Times.period(visit.start, end));
        places.writeTo(encounter);
        return encounter;
    }

    private static EncounterStatus status(Visit visit, @Nullable When end) {
        if (end != null) {
            return EncounterStatus.FINISHED;
        }
        return visit.changes.isEmpty() ? EncounterStatus.ARRIVED : EncounterStatus.INPROGRESS;
    }
}
