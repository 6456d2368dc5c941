package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.Injectable;
import org.tsumugi.testbed.story.Injection;
import org.tsumugi.testbed.story.InjectionOrder;
import org.tsumugi.testbed.story.InjectionOrder.Occasion;

/** OMP-02 注射オーダ, {@code RDE^O11}: one order group per occasion, drugs are RXC. */
public final class Omp02Writer {

    private static final int FIRST_BASE = 1;

    private Omp02Writer() {}

    /** It shall be given. */
    public static Message write(Envelope envelope, InjectionOrder order) {
        return message(envelope, order, "NW");
    }

    /** It shall not be given. */
    public static Message cancel(Envelope envelope, InjectionOrder order) {
        return message(envelope, order, "CA");
    }

    private static Message message(Envelope envelope, InjectionOrder order, String control) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "RDE^O11^RDE_O11"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(order.care()));
        CommonSegments.allergies(message, envelope);
        for (Occasion occasion : order.occasions()) {
            message.add(InjectionSegments.orc(envelope, order, occasion, control))
                    .add(rxe(order))
                    .add(tq1(order, occasion))
                    .add(InjectionSegments.rxr(order.injection()));
            components(message, order.injection(), envelope);
            if (order.care().inpatient() && occasion.number() == FIRST_BASE) {
                message.add(weight(envelope));
            }
            InjectionSegments.trial(message, envelope);
        }
        return message;
    }

    private static Segment rxe(InjectionOrder order) {
        Injection injection = order.injection();
        boolean inpatient = order.care().inpatient();
        Segment rxe = new Segment("RXE")
                .set(2, injection.kind().code(), injection.kind().name(), "JHSI0002")
                .set(3, injection.volume())
                .set(5, "ML", "ミリリットル", InjectionSegments.UNITS)
                .set(6, "INJ", "注射剤", InjectionSegments.UNITS)
                .set(15, order.orderNumber())
                .set(21, inpatient ? "IHP^入院処方^MR9P~FTP^定時処方^99I01" : "OHP^外来処方^MR9P");
        if (!injection.comment().isEmpty()) {
            rxe.set(7, "", injection.comment(), "99I02");
        }
        String rate = InjectionSegments.rate(injection);
        if (!rate.isEmpty()) {
            rxe.set(22, injection.minutes() >= 60 ? "H" + injection.minutes() / 60 : "M" + injection.minutes())
                    .set(23, rate)
                    .set(24, "ml/hr", "ミリリットル／時間", "ISO+");
        }
        order.care().bed().ifPresent(bed -> rxe.set(42, bed.ward(), "", "", "", "", "N"));
        return rxe;
    }

    private static Segment tq1(InjectionOrder order, Occasion occasion) {
        Segment tq1 = new Segment("TQ1").set(1, "1").set(7, Hl7.minute(occasion.start()));
        return order.injection().minutes() == 0 ? tq1.set(14, "1") : tq1.set(8, Hl7.minute(occasion.end()));
    }

    private static void components(Message message, Injection injection, Envelope envelope) {
        injection.base().ifPresent(base -> message.add(component("B", base, envelope)));
        injection.additives().forEach(additive -> message.add(component("A", additive, envelope)));
    }

    private static Segment component(String type, Injectable injectable, Envelope envelope) {
        Segment rxc = new Segment("RXC")
                .set(1, type)
                .set(2, injectable.hot9(), injectable.name(), "HOT9")
                .set(3, injectable.amount())
                .set(4, InjectionSegments.unit(injectable));
        if (envelope.facility().dialect().yjCodes()) {
            rxc.set(7, injectable.yj(), injectable.name(), "YJ");
        }
        return rxc;
    }

    private static Segment weight(Envelope envelope) {
        return new Segment("OBX")
                .set(1, "1")
                .set(2, "NM")
                .set(3, "9N006000000000001", "体重", "JC10")
                .set(5, Double.toString(envelope.registration().person().weight()))
                .set(6, "kg^kg^ISO+")
                .set(11, "F");
    }
}
