package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.Stay;
import org.tsumugi.testbed.story.Transfer;

/** ADT-42 転科・転棟(転室・転床)実施 ({@code ADT^A02}) and its 取消 ({@code ADT^A12}). */
public final class Adt42Writer {

    private Adt42Writer() {}

    /** The patient has moved. */
    public static Message write(Envelope envelope, Stay stay, Transfer transfer) {
        return new Message()
                .add(CommonSegments.msh(envelope, "ADT^A02^ADT_A02"))
                .add(CommonSegments.evn(envelope, transfer.at()))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(transfer.to())
                        .set(6, CommonSegments.place(transfer.from()))
                        .set(17, CommonSegments.doctor(stay.care().doctor()))
                        .set(44, Hl7.minute(stay.admitted())));
    }

    /** The patient has not moved. */
    public static Message cancel(Envelope envelope, Stay stay, Transfer transfer) {
        return new Message()
                .add(CommonSegments.msh(envelope, "ADT^A12^ADT_A09"))
                .add(CommonSegments.evn(envelope, transfer.at()))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(transfer.from()).set(44, Hl7.minute(stay.admitted())));
    }
}
