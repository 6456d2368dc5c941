package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.story.Care;
import org.tsumugi.testbed.story.Stay;

/** ADT-52 退院実施 ({@code ADT^A03}) and its 取消 ({@code ADT^A13}). */
public final class Adt52Writer {

    private Adt52Writer() {}

    /** @param care at the end of the stay */
    public static Message write(Envelope envelope, Stay stay, Care care, LocalDateTime discharged) {
        return message(envelope, "ADT^A03^ADT_A03", stay, care, discharged);
    }

    /** The patient is still there. */
    public static Message cancel(Envelope envelope, Stay stay, Care care, LocalDateTime discharged) {
        return message(envelope, "ADT^A13^ADT_A01", stay, care, discharged);
    }

    private static Message message(Envelope envelope, String type, Stay stay, Care care, LocalDateTime discharged) {
        return new Message()
                .add(CommonSegments.msh(envelope, type))
                .add(CommonSegments.evn(envelope, discharged))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(care)
                        .set(17, CommonSegments.doctor(stay.care().doctor()))
                        .set(36, stay.discharge())
                        .set(44, Hl7.minute(stay.admitted()))
                        .set(45, Hl7.minute(discharged)));
    }
}
