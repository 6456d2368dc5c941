package org.tsumugi.hl7v2.stay;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.stay.StayContribution.Content;
import org.tsumugi.hl7v2.stay.StayContribution.Expected;

/**
 * EVN, PV1 and PV2 of a movement message → {@link StayContribution}. What becomes of a value is written down here, so only what
 * is certain to be in the stay is called mapped.
 */
final class MovementReader {

    private static final int PLACE = 3;
    private static final int PREVIOUS = 6;
    private static final int ATTENDING = 7;
    private static final int DEPARTMENT = 10;
    private static final int ADMITTED_AT = 44;
    private static final int DISCHARGED_AT = 45;
    private static final String DISCHARGE_DISPOSITION = "http://terminology.hl7.org/CodeSystem/discharge-disposition";
    private static final String DIED = "20";

    private final Message message;
    private final MappingContext context;
    private final Movement movement;
    private final boolean cancels;
    private final MovementTime times;

    MovementReader(Message message, MappingContext context, Movement movement, boolean cancels) {
        this.message = message;
        this.context = context;
        this.movement = movement;
        this.cancels = cancels;
        this.times = new MovementTime(message, context);
    }

    /** Contributes the movement; without a PV1 there is nothing to say, which is reported. */
    void read() {
        Optional<Segment> pv1 = message.first("PV1");
        if (pv1.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no PV1 segment; no stay can be read");
            return;
        }
        times.of(movement, cancels).ifPresent(at -> context.contribute(of(pv1.get(), at)));
    }

    private StayContribution of(Segment pv1, Timestamp at) {
        Timestamp admission = admission(pv1, at);
        Timestamp discharge = discharge(pv1, at);
        checkDepartment(pv1);
        boolean undoes = cancels && movement.isWithinAStay();
        boolean namesItsStay = admission != null || !movement.isWithinAStay();
        Content content = undoes ? afterTheCancellation(pv1, namesItsStay) : content(pv1);
        boolean endIsWritten = isAfterTheStart(pv1, admission, discharge);
        boolean shown = !undoes && endIsWritten && isShown(admission, content);
        When when = shown ? When.mapped(at) : When.unmapped(at);
        boolean planned = discharge != null && discharge != at && !hasCome(discharge);
        return new StayContribution(
                context.group(GroupKind.STAYS, context.path().patientId()),
                movement,
                cancels,
                when,
                admission == null ? null : admission == at ? when : When.mapped(admission),
                discharge == null || planned ? null : discharge == at ? when : end(discharge, endIsWritten),
                times.recorded(),
                expected(when, planned ? discharge : null, namesItsStay, content),
                content);
    }

    private static When end(Timestamp discharge, boolean written) {
        return written ? When.mapped(discharge) : When.unmapped(discharge);
    }

    /** PV1-44, but the time of the movement itself where that is what PV1-44 is for. A plan has no stay yet. */
    private @Nullable Timestamp admission(Segment pv1, Timestamp at) {
        return switch (movement) {
            case ADMISSION, RECEPTION -> at;
            case ADMISSION_PLAN -> null;
            default -> context.timestamp(pv1, ADMITTED_AT).orElse(null);
        };
    }

    private @Nullable Timestamp discharge(Segment pv1, Timestamp at) {
        if (cancels) {
            context.at(pv1, DISCHARGED_AT).ignored(IgnoreRule.DELETION);
            return null;
        }
        return switch (movement) {
            case DISCHARGE -> at;
            case ADMISSION_PLAN -> null;
            default -> context.timestamp(pv1, DISCHARGED_AT).orElse(null);
        };
    }

    private boolean isAfterTheStart(Segment pv1, @Nullable Timestamp admission, @Nullable Timestamp discharge) {
        boolean before = admission != null && discharge != null && Times.isBefore(discharge, admission);
        if (before) {
            context.at(pv1, DISCHARGED_AT).invalid("the discharge is before the admission");
        }
        return !before;
    }

    /** A discharge that had not come when the message was written is a planned one. */
    private boolean hasCome(Timestamp discharge) {
        return times.written()
                .map(written -> !Times.isBefore(written, discharge))
                .orElse(true);
    }

    /** Whether the time of the movement is in the stay whatever else is known; see {@link StatusHistory} for the stay's start. */
    private boolean isShown(@Nullable Timestamp admission, Content content) {
        return switch (movement) {
            case TRANSFER -> admission != null || content.place() != null;
            case DOCTOR_CHANGE -> admission != null || !content.attending().isEmpty();
            default -> true;
        };
    }

    private Expected expected(When at, @Nullable Timestamp plannedDischarge, boolean namesItsStay, Content content) {
        When end = movement == Movement.DISCHARGE_PLAN && !cancels
                ? at
                : plannedDischarge == null ? null : When.mapped(plannedDischarge);
        Optional<Segment> pv2 = message.first("PV2");
        if (pv2.isEmpty()) {
            return new Expected(null, end, null);
        }
        if (StayContribution.isOfAVisit(movement, content)) {
            return Expected.NOTHING;
        }
        if (cancels && movement.isWithinAStay()) {
            return afterTheCancellationOfAPlan(pv2.get(), namesItsStay && movement == Movement.RETURN);
        }
        boolean saysWhatWasPlanned = movement != Movement.ADMISSION_PLAN && movement != Movement.TRANSFER_PLAN;
        boolean comesBack = movement == Movement.LEAVE || movement == Movement.RETURN;
        return new Expected(
                saysWhatWasPlanned ? when(pv2.get(), 8) : null,
                end == null ? when(pv2.get(), 9) : end,
                comesBack ? when(pv2.get(), 47) : null);
    }

    /** Of a plan that is taken back nothing is left; whose return is taken back is to come back again. */
    private Expected afterTheCancellationOfAPlan(Segment pv2, boolean comesBack) {
        for (int field : new int[] {1, 8, 9}) {
            context.at(pv2, field).ignored(IgnoreRule.DELETION);
        }
        if (!comesBack) {
            context.at(pv2, 47).ignored(IgnoreRule.DELETION);
        }
        return new Expected(null, null, comesBack ? when(pv2, 47) : null);
    }

    private @Nullable When when(Segment segment, int field) {
        return context.timestamp(segment, field).map(When::mapped).orElse(null);
    }

    private Content content(Segment pv1) {
        Coding patientClass = patientClass(pv1);
        Location place = PointOfCare.of(pv1, PLACE, context).orElse(null);
        return new Content(
                patientClass,
                place,
                previous(pv1, place),
                pending(pv1, place),
                context.practitioners(pv1, ATTENDING),
                context.practitioners(pv1, 17),
                context.department(pv1, DEPARTMENT).orElse(null),
                disposition(pv1));
    }

    private @Nullable Location previous(Segment pv1, @Nullable Location place) {
        return another(pv1, PREVIOUS, pv1, place);
    }

    private @Nullable Location pending(Segment pv1, @Nullable Location place) {
        boolean planned = movement == Movement.ADMISSION_PLAN || movement == Movement.TRANSFER_PLAN;
        Optional<Segment> pv2 = planned ? message.first("PV2") : Optional.empty();
        return pv2.map(segment -> another(segment, 1, pv1, place)).orElse(null);
    }

    /** A place that is not PV1-3 again. */
    private @Nullable Location another(Segment segment, int field, Segment pv1, @Nullable Location place) {
        if (place != null
                && PointOfCare.isSame(
                        segment.field(field).first(), pv1.field(PLACE).first())) {
            context.at(segment, field).ignored(IgnoreRule.REPEATS_ANOTHER_FIELD);
            return null;
        }
        return PointOfCare.of(segment, field, context).orElse(null);
    }

    /**
     * Who a cancellation names is still the patient's doctor; the places, the department and the end that it repeats are those
     * that it takes back or those before, which cannot be told apart.
     */
    private Content afterTheCancellation(Segment pv1, boolean namesItsStay) {
        boolean keepsTheDoctor = namesItsStay && movement != Movement.DOCTOR_CHANGE;
        for (int field : new int[] {PLACE, PREVIOUS, DEPARTMENT, 36}) {
            context.at(pv1, field).ignored(IgnoreRule.DELETION);
        }
        if (!keepsTheDoctor) {
            context.at(pv1, ATTENDING).ignored(IgnoreRule.DELETION);
        }
        if (!namesItsStay) {
            context.at(pv1, 2).ignored(IgnoreRule.DELETION);
            context.at(pv1, 17).ignored(IgnoreRule.DELETION);
            return Content.NOTHING;
        }
        return new Content(
                patientClass(pv1),
                null,
                null,
                null,
                keepsTheDoctor ? context.practitioners(pv1, ATTENDING) : List.<Reference>of(),
                context.practitioners(pv1, 17),
                null,
                null);
    }

    private void checkDepartment(Segment pv1) {
        String ofPath = context.path().department();
        String sent = pv1.text(DEPARTMENT);
        if (!sent.isEmpty() && !ofPath.equals("-") && !ofPath.equals(sent)) {
            context.at(pv1, DEPARTMENT)
                    .report(
                            MappingIssueCode.PATH_MISMATCH,
                            Severity.WARNING,
                            "another department than the storage path");
        }
    }

    private @Nullable Coding patientClass(Segment pv1) {
        return PatientClass.of(pv1.text(2), movement == Movement.RECEPTION, context.at(pv1, 2))
                .orElse(null);
    }

    /** HL7 table 0112; the one code of it that every system must understand also as FHIR has it. */
    private @Nullable CodeableConcept disposition(Segment pv1) {
        CodedText.Code code = new CodedText.Code(pv1.text(36), "", "HL70112", "");
        Place place = context.at(pv1, 36);
        return context.concepts()
                .coding(code, "", place)
                .map(coding -> {
                    CodeableConcept disposition = new CodeableConcept().addCoding(coding);
                    if (DIED.equals(coding.getCode())) {
                        Coding expired = new Coding(DISCHARGE_DISPOSITION, "exp", "Expired");
                        place.gives(expired.getCodeElement());
                        disposition.addCoding(expired);
                    }
                    return disposition;
                })
                .orElse(null);
    }
}
