package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.Stay;
import org.tsumugi.testbed.story.Transfer;

/**
 * ADT-41 転科・転棟(転室・転床)予定 ({@code ADT^A15}) and its 取消 ({@code ADT^A26}): PV1-3 where the patient is, PV2-1 where the
 * patient shall go, PV1-10 the department that takes over.
 */
public final class Adt41Writer {

    private Adt41Writer() {}

    /** The patient shall move. */
    public static Message write(Envelope envelope, Stay stay, Transfer transfer) {
        return message(envelope, "ADT^A15^ADT_A15", stay, transfer);
    }

    /** The patient shall not move. */
    public static Message cancel(Envelope envelope, Stay stay, Transfer transfer) {
        return message(envelope, "ADT^A26^ADT_A21", stay, transfer);
    }

    private static Message message(Envelope envelope, String type, Stay stay, Transfer transfer) {
        return new Message()
                .add(CommonSegments.msh(envelope, type))
                .add(CommonSegments.evn(envelope, transfer.at()).set(3, Hl7.minute(transfer.at())))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(transfer.from())
                        .set(10, transfer.to().department().code())
                        .set(44, Hl7.minute(stay.admitted())))
                .add(new Segment("PV2")
                        .set(1, CommonSegments.place(transfer.to()))
                        .set(8, Hl7.minute(transfer.at())));
    }
}
