package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.story.Care;

/** ADT-22 入院実施 ({@code ADT^A01}) and its 取消 ({@code ADT^A11}). */
public final class Adt22Writer {

    private Adt22Writer() {}

    /** The patient was admitted. */
    public static Message write(Envelope envelope, LocalDateTime admitted, Care care) {
        return message(envelope, "ADT^A01^ADT_A01", admitted, care);
    }

    /** The admission did not take place. */
    public static Message cancel(Envelope envelope, LocalDateTime admitted, Care care) {
        return message(envelope, "ADT^A11^ADT_A09", admitted, care);
    }

    private static Message message(Envelope envelope, String type, LocalDateTime admitted, Care care) {
        return new Message()
                .add(CommonSegments.msh(envelope, type))
                .add(CommonSegments.evn(envelope))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(care)
                        .set(17, CommonSegments.doctor(care.doctor()))
                        .set(44, Hl7.minute(admitted)));
    }
}
