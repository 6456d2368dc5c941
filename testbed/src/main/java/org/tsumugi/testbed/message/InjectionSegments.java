package org.tsumugi.testbed.message;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.story.Injectable;
import org.tsumugi.testbed.story.Injection;
import org.tsumugi.testbed.story.InjectionOrder;
import org.tsumugi.testbed.story.InjectionOrder.Occasion;

/** What an order of injections and the notice that they were given have in common. */
final class InjectionSegments {

    static final String UNITS = "MR9P";

    private static final int MINUTES_PER_HOUR = 60;
    private static final int ONE_IN_A_TRIAL = 41;

    private InjectionSegments() {}

    /** ORC-4: {@code <order>_<Rp>_<number>}. */
    static Segment orc(Envelope envelope, InjectionOrder order, Occasion occasion, String control) {
        Segment orc = new Segment("ORC")
                .set(1, control)
                .set(2, order.orderNumber())
                .set(4, order.orderNumber() + "_01_" + Digits.pad(occasion.number(), 3));
        return CommonSegments.orderedBy(orc, order.at(), order.care(), envelope.facility())
                .set(29, CommonSegments.orderType(order.care().inpatient()));
    }

    static Segment rxr(Injection injection) {
        Segment rxr = new Segment("RXR")
                .set(1, injection.route().code(), injection.route().name(), "HL70162");
        if (!injection.site().isEmpty()) {
            rxr.set(2, injection.site().code(), injection.site().name(), "HL70550");
        }
        if (!injection.device().isEmpty()) {
            rxr.set(3, injection.device().code(), injection.device().name(), "HL70164");
        }
        return rxr;
    }

    static String unit(Injectable injectable) {
        return Hl7.components(injectable.unit(), injectable.unitName(), UNITS);
    }

    /** mL per hour; empty for an injection at once. */
    static String rate(Injection injection) {
        if (injection.minutes() == 0) {
            return "";
        }
        return new BigDecimal(injection.volume())
                .multiply(BigDecimal.valueOf(MINUTES_PER_HOUR))
                .divide(BigDecimal.valueOf(injection.minutes()), 0, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** CTI of the few patients in a trial. */
    static void trial(Message message, Envelope envelope) {
        if (envelope.registration().person().index() % ONE_IN_A_TRIAL == 5) {
            message.add(new Segment("CTI")
                    .set(1, "TRIAL-2026-01")
                    .set(2, "P3", "第３相", "99C01")
                    .set(3, "V1", "第１週", "99C02"));
        }
    }
}
