package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.stay.StayContribution.Content;
import org.tsumugi.hl7v2.stay.StayContribution.Expected;

/** A movement as a test tells it. */
final class Told {

    static final GroupKey GROUP = new GroupKey("1312345670", GroupKind.STAYS, "0001");

    private final Movement movement;
    private final String at;
    private boolean cancels;
    private @Nullable String stay;
    private @Nullable String recorded;
    private @Nullable String comesBack;
    private @Nullable String place;
    private @Nullable String previous;
    private @Nullable String pending;
    private String patientClass = "I";
    private @Nullable String department;
    private @Nullable String disposition;
    private List<String> doctors = List.of();

    private Told(Movement movement, String at) {
        this.movement = movement;
        this.at = at;
    }

    static Told that(Movement movement, String at) {
        return new Told(movement, at);
    }

    static Told cancelled(Movement movement, String at) {
        Told told = new Told(movement, at);
        told.cancels = true;
        return told;
    }

    /** PV1-44. */
    Told ofStay(@Nullable String start) {
        stay = start;
        return this;
    }

    Told recorded(String time) {
        recorded = time;
        return this;
    }

    Told comesBack(String time) {
        comesBack = time;
        return this;
    }

    Told to(String ward) {
        place = ward;
        return this;
    }

    Told from(String ward) {
        previous = ward;
        return this;
    }

    Told pending(String ward) {
        pending = ward;
        return this;
    }

    Told of(String sentClass) {
        patientClass = sentClass;
        return this;
    }

    Told in(String name) {
        department = name;
        return this;
    }

    Told by(String... names) {
        doctors = List.of(names);
        return this;
    }

    Told disposition(String code) {
        disposition = code;
        return this;
    }

    StayContribution said() {
        When when = when(at);
        boolean begins = movement == Movement.ADMISSION || movement == Movement.RECEPTION;
        return new StayContribution(
                GROUP,
                movement,
                cancels,
                when,
                begins ? when : stay == null ? null : when(stay),
                movement == Movement.DISCHARGE && !cancels ? when : null,
                recorded == null ? null : when(recorded).time(),
                new Expected(
                        null,
                        movement == Movement.DISCHARGE_PLAN && !cancels ? when : null,
                        comesBack == null ? null : when(comesBack)),
                new Content(
                        PatientClass.of(patientClass, false, new Ledger().file())
                                .orElse(null),
                        ward(place),
                        ward(previous),
                        ward(pending),
                        doctors.stream()
                                .map(name -> new Reference().setDisplay(name))
                                .toList(),
                        List.of(),
                        department == null ? null : new Reference("Organization/" + department),
                        disposition == null
                                ? null
                                : new CodeableConcept().addCoding(new Coding("t", disposition, null))));
    }

    private static When when(String ts) {
        return When.mapped(Timestamp.parse(ts, new Ledger().file()).orElseThrow());
    }

    private static @Nullable Location ward(@Nullable String code) {
        return code == null
                ? null
                : new Location()
                        .setName(code)
                        .addIdentifier(new Identifier().setSystem("ward").setValue(code));
    }

    static List<Encounter> merged(Told... movements) {
        return merged(List.of(movements));
    }

    static List<Encounter> merged(List<Told> movements) {
        List<Contribution> contributions =
                new ArrayList<>(movements.stream().map(Told::said).toList());
        return Stays.merge(GROUP, contributions).stream()
                .map(Encounter.class::cast)
                .toList();
    }

    static Encounter only(Told... movements) {
        List<Encounter> merged = merged(movements);
        if (merged.size() != 1) {
            throw new AssertionError("expected one Encounter, found " + stays(movements));
        }
        return merged.get(0);
    }

    /** Status, start and end of each. */
    static List<String> stays(Told... movements) {
        return merged(movements).stream()
                .map(stay -> stay.getStatus().toCode() + " " + period(stay.getPeriod()))
                .toList();
    }

    /** Such as {@code 3E active 01-02T10:00..}. */
    static List<String> places(Encounter stay) {
        return stay.getLocation().stream()
                .map(place -> place.getLocation().getDisplay() + " "
                        + place.getStatus().toCode() + " " + period(place.getPeriod()))
                .toList();
    }

    static List<String> statuses(Encounter stay) {
        return stay.getStatusHistory().stream()
                .map(past -> past.getStatus().toCode() + " " + period(past.getPeriod()))
                .toList();
    }

    static List<String> doctors(Encounter stay) {
        return stay.getParticipant().stream()
                .map(one -> one.getIndividual().getDisplay() + " " + period(one.getPeriod()))
                .toList();
    }

    /** The time of an extension of ours; - without it. */
    static String extension(Encounter stay, String name) {
        return Optional.ofNullable(stay.getExtensionByUrl("urn:tsumugi:extension:" + name))
                .map(extension -> shortened(extension.getValue().primitiveValue()))
                .orElse("-");
    }

    static String period(org.hl7.fhir.r4.model.Period period) {
        return shortened(period.getStartElement().getValueAsString()) + ".."
                + shortened(period.getEndElement().getValueAsString());
    }

    private static String shortened(@Nullable String time) {
        return time == null ? "" : time.replace("2026-", "").replace(":00+09:00", "");
    }
}
