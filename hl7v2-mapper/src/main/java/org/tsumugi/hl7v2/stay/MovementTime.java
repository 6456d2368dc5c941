package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * When a movement happened or is to happen. Each kind has a field that says so, whose day is the care date of the storage path;
 * senders differ in a few kinds, so of several fields the one that has that day counts.
 */
final class MovementTime {

    /** A field such as EVN-6. */
    private record At(String segment, int field) {}

    private static final At OCCURRED = new At("EVN", 6);
    private static final At RECORDED = new At("EVN", 2);
    private static final At PLANNED = new At("EVN", 3);

    private final Message message;
    private final MappingContext context;

    MovementTime(Message message, MappingContext context) {
        this.message = message;
        this.context = context;
    }

    /** Where the time of a movement stands, best first. */
    private static List<At> fields(Movement movement, boolean cancels) {
        return switch (movement) {
            case RECEPTION, ADMISSION -> List.of(new At("PV1", 44));
            case ADMISSION_PLAN -> List.of(new At("PV2", 8), PLANNED);
            case RETURN -> cancels ? List.of(new At("PV2", 47), OCCURRED) : List.of(OCCURRED);
            case LEAVE, TRANSFER -> List.of(OCCURRED);
            case TRANSFER_PLAN -> List.of(new At("PV2", 8), OCCURRED, PLANNED);
            case DISCHARGE_PLAN -> List.of(new At("PV2", 9), PLANNED);
            case DISCHARGE -> List.of(new At("PV1", 45));
            case DOCTOR_CHANGE -> List.of(OCCURRED, RECORDED);
        };
    }

    /** The time of the movement; a fallback is reported, and so is another day than the care date of the path. */
    Optional<Timestamp> of(Movement movement, boolean cancels) {
        List<At> fields = fields(movement, cancels);
        List<Timestamp> sent = new ArrayList<>();
        for (At field : fields) {
            read(field).ifPresent(sent::add);
        }
        Optional<Timestamp> chosen = sent.stream().filter(this::isOfTheCareDate).findFirst();
        if (chosen.isPresent()) {
            return chosen;
        }
        if (!sent.isEmpty()) {
            checkDay(sent.get(0));
            return Optional.of(sent.get(0));
        }
        place(fields.get(0)).missing("no time of the movement; EVN-6 or the care date counts");
        return fallback();
    }

    private Optional<Timestamp> fallback() {
        return read(OCCURRED)
                .or(() -> Timestamp.parse(
                        hasCareDate() ? context.path().careDate() : "",
                        context.ledger().file()))
                .or(this::written);
    }

    /** When the message was written, by the name of its file; empty when that is not a time. */
    Optional<Timestamp> written() {
        return Timestamp.parse(
                context.path().transactionTime(), context.ledger().file());
    }

    /** EVN-2. */
    @Nullable
    Timestamp recorded() {
        return read(RECORDED).orElse(null);
    }

    private void checkDay(Timestamp time) {
        if (hasCareDate() && !isOfTheCareDate(time)) {
            new Place(
                            context.ledger(),
                            time.source().segment(),
                            time.source().field(),
                            time.source().repetition(),
                            0)
                    .report(
                            MappingIssueCode.PATH_MISMATCH,
                            Severity.WARNING,
                            "another day than the care date of the storage path");
        }
    }

    private boolean isOfTheCareDate(Timestamp time) {
        return time.date().replace("-", "").equals(context.path().careDate());
    }

    private boolean hasCareDate() {
        return !context.path().careDate().equals("-");
    }

    private Optional<Timestamp> read(At at) {
        return message.first(at.segment()).flatMap(segment -> context.timestamp(segment, at.field()));
    }

    private Place place(At at) {
        Optional<Segment> segment = message.first(at.segment());
        return segment.isPresent()
                ? context.at(segment.get(), at.field())
                : context.ledger().file();
    }
}
