package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.Booking;

/** ADT-21 入院予定 ({@code ADT^A14}) and its 取消 ({@code ADT^A27}). The bed is a pending one, in PV2-1. */
public final class Adt21Writer {

    private Adt21Writer() {}

    /** The patient shall come. */
    public static Message write(Envelope envelope, Booking booking) {
        return message(envelope, "ADT^A14^ADT_A05", booking);
    }

    /** The patient shall not come. */
    public static Message cancel(Envelope envelope, Booking booking) {
        return message(envelope, "ADT^A27^ADT_A21", booking);
    }

    private static Message message(Envelope envelope, String type, Booking booking) {
        return new Message()
                .add(CommonSegments.msh(envelope, type))
                .add(CommonSegments.evn(envelope).set(3, Hl7.minute(booking.expected())))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(booking.care())
                        .set(3, "")
                        .set(17, CommonSegments.doctor(booking.care().doctor())))
                .add(new Segment("PV2")
                        .set(1, CommonSegments.place(booking.care()))
                        .set(8, Hl7.minute(booking.expected())));
    }
}
