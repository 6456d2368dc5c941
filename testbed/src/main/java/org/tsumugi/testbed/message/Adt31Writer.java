package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.Leave;
import org.tsumugi.testbed.story.Stay;

/** ADT-31 外出泊実施 ({@code ADT^A21}) and its 取消 ({@code ADT^A52}). */
public final class Adt31Writer {

    private Adt31Writer() {}

    /** The patient has left for a while. */
    public static Message write(Envelope envelope, Stay stay, Leave leave) {
        return message(envelope, "ADT^A21^ADT_A21", stay, leave);
    }

    /** The patient has stayed in. */
    public static Message cancel(Envelope envelope, Stay stay, Leave leave) {
        return message(envelope, "ADT^A52^ADT_A52", stay, leave);
    }

    private static Message message(Envelope envelope, String type, Stay stay, Leave leave) {
        return new Message()
                .add(CommonSegments.msh(envelope, type))
                .add(CommonSegments.evn(envelope, leave.left()))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(leave.care()).set(44, Hl7.minute(stay.admitted())))
                .add(new Segment("PV2").set(47, Hl7.minute(leave.expected())));
    }
}
