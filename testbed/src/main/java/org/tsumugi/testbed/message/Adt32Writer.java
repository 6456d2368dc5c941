package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.story.Leave;
import org.tsumugi.testbed.story.Stay;

/** ADT-32 外出泊帰院実施 ({@code ADT^A22}) and its 取消 ({@code ADT^A53}). */
public final class Adt32Writer {

    private Adt32Writer() {}

    /** The patient is back. */
    public static Message write(Envelope envelope, Stay stay, Leave leave, LocalDateTime back) {
        return message(envelope, "ADT^A22^ADT_A21", stay, leave, back, leave.expected());
    }

    /** The patient is not back yet; PV2-47 is the time now expected, whose day is that of the file. */
    public static Message cancel(Envelope envelope, Stay stay, Leave leave, LocalDateTime back) {
        return message(envelope, "ADT^A53^ADT_A52", stay, leave, back, back);
    }

    private static Message message(
            Envelope envelope, String type, Stay stay, Leave leave, LocalDateTime back, LocalDateTime expected) {
        return new Message()
                .add(CommonSegments.msh(envelope, type))
                .add(CommonSegments.evn(envelope, back))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(leave.care()).set(44, Hl7.minute(stay.admitted())))
                .add(new Segment("PV2").set(47, Hl7.minute(expected)));
    }
}
