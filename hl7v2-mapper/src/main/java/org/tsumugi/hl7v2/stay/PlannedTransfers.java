package org.tsumugi.hl7v2.stay;

import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Location;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.stay.StayContribution.Content;

/** Transfers that are still to come: those that were planned, not taken back, and not carried out. */
final class PlannedTransfers {

    private final List<Said> toCome;

    private PlannedTransfers(List<Said> toCome) {
        this.toCome = toCome;
    }

    static PlannedTransfers of(Stay stay) {
        boolean over = stay.cancelled || stay.discharge != null;
        List<Said> transfers = stay.movements.stream()
                .filter(said -> said.movement() == Movement.TRANSFER)
                .toList();
        return new PlannedTransfers(stay.movements.stream()
                .filter(said -> said.movement() == Movement.TRANSFER_PLAN && !over)
                .filter(plan -> transfers.stream().noneMatch(transfer -> fulfils(transfer, plan)))
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .toList());
    }

    /** A transfer on the planned day or later, or one to the planned place that was said after the plan. */
    private static boolean fulfils(Said transfer, Said plan) {
        Location place = transfer.what().content().place();
        Location planned = place(plan.what().content());
        return !Times.isBefore(day(transfer), day(plan))
                || place != null
                        && planned != null
                        && transfer.rank() > plan.rank()
                        && PointOfCare.isSame(place, planned);
    }

    private static Timestamp day(Said said) {
        return said.at().time();
    }

    /** Where to: PV2-1; of a sender who has nothing there, PV1-3. */
    private static @Nullable Location place(Content content) {
        return content.pending() == null ? content.place() : content.pending();
    }

    /** Where from. */
    static @Nullable Location present(Content content) {
        return content.pending() == null ? content.previous() : content.place();
    }

    /** Where the patient was before that. */
    static @Nullable Location before(Content content) {
        return content.pending() == null ? null : content.previous();
    }

    /** Each as a planned location; without a place it is only a time, and the department where that is known. */
    void tell(LocationHistory places, Encounter encounter) {
        for (Said plan : toCome) {
            Content content = plan.what().content();
            Location place = place(content);
            if (place != null) {
                places.plan(place, content.department(), plan.at());
                continue;
            }
            Extension planned = new Extension(TsumugiExtensions.url("planned-transfer"));
            planned.addExtension("time", plan.at().copy());
            if (content.department() != null) {
                planned.addExtension("department", Copies.of(content.department()));
            }
            encounter.addExtension(planned);
        }
    }
}
