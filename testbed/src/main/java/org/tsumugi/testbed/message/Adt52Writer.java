package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.story.Care;

/** ADT-52 退院実施, {@code ADT^A03}. */
public final class Adt52Writer {

    private Adt52Writer() {}

    /** @param disposition HL7 table 0112 */
    public static Message write(
            Envelope envelope, LocalDateTime admitted, LocalDateTime discharged, String disposition, Care care) {
        return new Message()
                .add(CommonSegments.msh(envelope, "ADT^A03^ADT_A03"))
                .add(CommonSegments.evn(envelope).set(6, Hl7.minute(discharged)))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(care)
                        .set(17, CommonSegments.doctor(care.doctor()))
                        .set(36, disposition)
                        .set(44, Hl7.minute(admitted))
                        .set(45, Hl7.minute(discharged)));
    }
}
