package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.DoctorChange;

/** ADT-01 担当医の変更 ({@code ADT^A54}) and its 取消 ({@code ADT^A55}). */
public final class Adt01Writer {

    private Adt01Writer() {}

    /** From now on the other doctor. */
    public static Message write(Envelope envelope, DoctorChange change) {
        return new Message()
                .add(CommonSegments.msh(envelope, "ADT^A54^ADT_A54"))
                .add(CommonSegments.evn(envelope, change.at()))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(change.after()));
    }

    /** It stays the doctor it was. */
    public static Message cancel(Envelope envelope, DoctorChange change) {
        return new Message()
                .add(CommonSegments.msh(envelope, "ADT^A55^ADT_A52"))
                .add(CommonSegments.evn(envelope, change.at()))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(change.before()));
    }
}
