package org.tsumugi.testbed.message;

import java.math.BigDecimal;
import org.tsumugi.testbed.facility.Staff;
import org.tsumugi.testbed.story.Injectable;
import org.tsumugi.testbed.story.Injection;
import org.tsumugi.testbed.story.InjectionOrder;
import org.tsumugi.testbed.story.InjectionOrder.Occasion;

/** OMP-12 注射実施通知, {@code RAS^O17}: below each occasion one RXA per drug, then the route. */
public final class Omp12Writer {

    private Omp12Writer() {}

    /** @param nurse who gave it */
    public static Message write(Envelope envelope, InjectionOrder order, Staff nurse) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "RAS^O17^RAS_O17"))
                .add(CommonSegments.pid(envelope.registration()));
        CommonSegments.allergies(message, envelope);
        message.add(CommonSegments.visit(order.care()));
        for (Occasion occasion : order.occasions()) {
            message.add(InjectionSegments.orc(envelope, order, occasion, "NW"));
            for (Injectable injectable : order.injection().given()) {
                message.add(rxa(order, occasion, injectable, nurse));
            }
            message.add(InjectionSegments.rxr(order.injection()));
        }
        InjectionSegments.trial(message, envelope);
        return message;
    }

    private static Segment rxa(InjectionOrder order, Occasion occasion, Injectable injectable, Staff nurse) {
        Injection injection = order.injection();
        Segment rxa = new Segment("RXA")
                .set(1, "0")
                .set(2, "1")
                .set(3, Hl7.second(occasion.begun()))
                .set(4, Hl7.second(occasion.ended()))
                .set(5, injectable.hot9(), injectable.name(), "HOT9")
                .set(6, amount(injectable, occasion))
                .set(7, InjectionSegments.unit(injectable))
                .set(10, CommonSegments.staff(nurse))
                .set(11, CommonSegments.place(order.care()))
                .set(20, occasion.completion())
                .set(22, Hl7.second(occasion.ended().plusSeconds(90)));
        String rate = InjectionSegments.rate(injection);
        if (!rate.isEmpty()) {
            rxa.set(12, rate + "ml/hr");
        }
        if (!injection.site().isEmpty()) {
            rxa.set(9, "", injection.site().name() + "に実施", "99I03");
        }
        if (!injectable.lot().isEmpty()) {
            rxa.set(15, injectable.lot())
                    .set(
                            16,
                            Hl7.date(occasion.begun().toLocalDate().plusYears(1).withDayOfMonth(1)))
                    .set(17, "", injectable.maker(), "99I04");
        }
        return rxa;
    }

    private static String amount(Injectable injectable, Occasion occasion) {
        BigDecimal whole = new BigDecimal(injectable.amount());
        boolean partly = occasion.completion().equals("PA");
        return (partly ? whole.multiply(new BigDecimal("0.5")) : whole)
                .stripTrailingZeros()
                .toPlainString();
    }
}
