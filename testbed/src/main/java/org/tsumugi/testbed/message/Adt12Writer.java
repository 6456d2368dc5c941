package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.Visit;

/** ADT-12 外来診察の受付, {@code ADT^A04}. */
public final class Adt12Writer {

    private Adt12Writer() {}

    public static Message write(Envelope envelope, Visit visit) {
        return new Message()
                .add(CommonSegments.msh(envelope, "ADT^A04^ADT_A01"))
                .add(CommonSegments.evn(envelope))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(visit.care()).set(44, Hl7.minute(visit.at())));
    }
}
