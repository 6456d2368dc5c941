package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.story.Care;
import org.tsumugi.testbed.story.Stay;

/** ADT-51 退院予定 ({@code ADT^A16}) and its 取消 ({@code ADT^A25}). */
public final class Adt51Writer {

    private Adt51Writer() {}

    /** The patient shall go home. */
    public static Message write(Envelope envelope, Stay stay, Care care, LocalDateTime expected) {
        return message(envelope, "ADT^A16^ADT_A16", stay, care, expected);
    }

    /** The patient shall not go home then. */
    public static Message cancel(Envelope envelope, Stay stay, Care care, LocalDateTime expected) {
        return message(envelope, "ADT^A25^ADT_A21", stay, care, expected);
    }

    private static Message message(Envelope envelope, String type, Stay stay, Care care, LocalDateTime expected) {
        return new Message()
                .add(CommonSegments.msh(envelope, type))
                .add(CommonSegments.evn(envelope).set(3, Hl7.minute(expected)))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(care).set(44, Hl7.minute(stay.admitted())))
                .add(new Segment("PV2").set(9, Hl7.minute(expected)));
    }
}
