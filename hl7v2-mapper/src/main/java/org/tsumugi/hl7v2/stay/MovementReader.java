package org.tsumugi.hl7v2.stay;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.code.CodeSystems;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** EVN and PV1 of a movement message → {@link StayContribution}. */
final class MovementReader {

    private static final String PHYSICAL_TYPE = "http://terminology.hl7.org/CodeSystem/location-physical-type";
    private static final int ADMITTED_AT = 44;
    private static final int DISCHARGED_AT = 45;

    private final MappingContext context;

    MovementReader(MappingContext context) {
        this.context = context;
    }

    /** Contributes the movement; without a PV1 there is nothing to say, which is reported. */
    void read(Message message, Movement movement) {
        Optional<Segment> pv1 = message.first("PV1");
        if (pv1.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no PV1 segment; no stay can be read");
            return;
        }
        context.contribute(of(message, pv1.get(), movement));
    }

    /** What another trigger says happened is not known: an admission must not be made of a discharge. */
    void anotherTrigger(Message message) {
        context.ledger()
                .at(message.segments().get(0), 9)
                .report(
                        MappingIssueCode.FIELD_NOT_MAPPED,
                        Severity.ERROR,
                        "not a trigger of this movement; no stay is made of it");
    }

    private StayContribution of(Message message, Segment pv1, Movement movement) {
        boolean discharges = movement == Movement.DISCHARGE || movement == Movement.DISCHARGE_CANCELLED;
        Timestamp happened =
                happened(message, pv1, discharges ? DISCHARGED_AT : ADMITTED_AT).orElse(null);
        Timestamp admission = discharges ? context.timestamp(pv1, ADMITTED_AT).orElse(null) : happened;
        Timestamp discharge = discharges ? happened : null;
        if (admission != null && discharge != null && Times.isBefore(discharge, admission)) {
            context.ledger().at(pv1, DISCHARGED_AT).invalid("the discharge is before the admission");
        }
        checkDepartment(pv1);
        return new StayContribution(
                context.group(GroupKind.STAYS, context.path().patientId()),
                movement,
                admission,
                discharge,
                patientClass(pv1),
                place(pv1.field(3).first()),
                context.practitioners(pv1, 7),
                context.practitioners(pv1, 17),
                context.department(pv1, 10).orElse(null),
                disposition(pv1));
    }

    private Optional<Timestamp> happened(Message message, Segment pv1, int field) {
        Optional<Timestamp> inPv1 = context.timestamp(pv1, field);
        inPv1.ifPresent(time -> {
            if (!time.date().replace("-", "").equals(context.path().careDate())) {
                context.ledger()
                        .at(pv1, field)
                        .report(
                                MappingIssueCode.PATH_MISMATCH,
                                Severity.WARNING,
                                "another day than the care date of the storage path");
            }
        });
        if (inPv1.isEmpty()) {
            context.ledger().at(pv1, field).missing("no time of the movement; EVN-6 or the care date counts");
        }
        return inPv1.or(() -> message.first("EVN").flatMap(evn -> context.timestamp(evn, 6)))
                .or(() -> Timestamp.parse(
                        context.path().careDate(), context.ledger().file()));
    }

    private void checkDepartment(Segment pv1) {
        String ofPath = context.path().department();
        String sent = pv1.text(10);
        if (!sent.isEmpty() && !ofPath.equals("-") && !ofPath.equals(sent)) {
            context.ledger()
                    .at(pv1, 10)
                    .report(
                            MappingIssueCode.PATH_MISMATCH,
                            Severity.WARNING,
                            "another department than the storage path");
        }
    }

    private String patientClass(Segment pv1) {
        String sent = pv1.text(2);
        if (sent.isEmpty()) {
            context.ledger().at(pv1, 2).missing("no patient class; an admitted patient is an inpatient");
        } else if (!sent.equals("I") && !sent.equals("O") && !sent.equals("E")) {
            context.ledger().at(pv1, 2).invalid("not a patient class; an admitted patient is an inpatient");
        }
        return sent;
    }

    private @Nullable CodeableConcept disposition(Segment pv1) {
        CodedText.Code code = new CodedText.Code(pv1.text(36), "", "HL70112", "");
        return context.concepts()
                .coding(code, "", context.ledger().at(pv1, 36))
                .map(coding -> new CodeableConcept().addCoding(coding))
                .orElse(null);
    }

    /** PL: ward, room and bed, in the facility's own codes. */
    private @Nullable Location place(Repetition pl) {
        CodeSystems systems = context.concepts().systems();
        Location place = new Location();
        String[] levels = {"ward", "room", "bed"};
        String[] types = {"wa", "ro", "bd"};
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < levels.length; i++) {
            String code = pl.text(i + 1).strip();
            if (!code.isEmpty()) {
                place.addIdentifier(
                        new Identifier().setSystem(systems.local(levels[i])).setValue(code));
                place.setPhysicalType(new CodeableConcept().addCoding(new Coding(PHYSICAL_TYPE, types[i], null)));
                name.append(name.isEmpty() ? "" : "-").append(code);
            }
        }
        return place.hasIdentifier() ? place.setName(name.toString()) : null;
    }
}
