package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Copies;

/**
 * The doctors of a stay, told in the order of time. Somebody has a period only where a message says when it began or ended: a
 * change of doctor (ADT-01) or a transfer.
 */
final class Participants {

    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private static final class Doctor {
        private final Reference person;
        private final String who;
        private @Nullable When start;
        private @Nullable When end;

        Doctor(Reference person, @Nullable When start) {
            this.person = person;
            this.who = Participants.who(person);
            this.start = start;
        }
    }

    private final List<Doctor> attending = new ArrayList<>();
    private final Map<String, Reference> admitting = new LinkedHashMap<>();
    private List<Doctor> current = List.of();

    /** These are the attending doctors from this time on. */
    void change(List<Reference> people, When at) {
        if (people.isEmpty()) {
            return;
        }
        Set<String> staying = people.stream().map(Participants::who).collect(Collectors.toSet());
        for (Doctor doctor : current) {
            if (!staying.contains(doctor.who)) {
                doctor.end = at;
            }
        }
        now(people, at);
    }

    /** These are the attending doctors at a time, since when ever. */
    void observe(List<Reference> people) {
        if (!people.isEmpty()) {
            now(people, null);
        }
    }

    boolean areKnown() {
        return !attending.isEmpty();
    }

    private void now(List<Reference> people, @Nullable When since) {
        List<Doctor> now = new ArrayList<>();
        for (Reference person : people) {
            Doctor doctor = find(current, person)
                    .or(() -> since == null ? withoutPeriod(person) : Optional.empty())
                    .or(() -> find(now, person))
                    .orElseGet(() -> added(person, since));
            now.add(doctor);
        }
        current = now;
    }

    private Doctor added(Reference person, @Nullable When since) {
        Doctor doctor = new Doctor(person, since);
        attending.add(doctor);
        return doctor;
    }

    private Optional<Doctor> withoutPeriod(Reference person) {
        String who = who(person);
        return attending.stream()
                .filter(doctor -> doctor.start == null && doctor.end == null && doctor.who.equals(who))
                .findFirst();
    }

    private static Optional<Doctor> find(List<Doctor> doctors, Reference person) {
        String who = who(person);
        return doctors.stream().filter(doctor -> doctor.who.equals(who)).findFirst();
    }

    void admitting(List<Reference> people) {
        people.forEach(person -> admitting.putIfAbsent(who(person), person));
    }

    private static String who(Reference person) {
        return person.hasReference() ? person.getReference() : String.valueOf(person.getDisplay());
    }

    void writeTo(Encounter encounter) {
        attending.forEach(
                doctor -> add(encounter, "ATND", doctor.person).setPeriod(Times.period(doctor.start, doctor.end)));
        admitting.values().forEach(person -> add(encounter, "ADM", person));
    }

    private static Encounter.EncounterParticipantComponent add(Encounter encounter, String type, Reference person) {
        Encounter.EncounterParticipantComponent participant = encounter.addParticipant();
        participant.addType().addCoding(new Coding().setSystem(PARTICIPATION).setCode(type));
        return participant.setIndividual(Copies.of(person));
    }
}
