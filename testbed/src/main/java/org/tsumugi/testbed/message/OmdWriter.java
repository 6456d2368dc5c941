package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.Diet;
import org.tsumugi.testbed.story.MealOrder;

/** OMD 食事オーダ, {@code OMD^O03}: one ODS per diet. */
public final class OmdWriter {

    private static final String DIETS = "99M01";

    private OmdWriter() {}

    /** The patient shall eat this. */
    public static Message write(Envelope envelope, MealOrder order) {
        return message(envelope, order, "NW");
    }

    /** The order was taken back. */
    public static Message cancel(Envelope envelope, MealOrder order) {
        return message(envelope, order, "CA");
    }

    private static Message message(Envelope envelope, MealOrder order, String control) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "OMD^O03^OMD_O03"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(order.care()));
        CommonSegments.allergies(message, envelope);
        message.add(orc(envelope, order, control)).add(tq1(order));
        for (Diet diet : order.diets()) {
            message.add(new Segment("ODS")
                    .set(1, diet.type())
                    .set(3, diet.code(), diet.name(), DIETS)
                    .set(4, Hl7.text(diet.text())));
        }
        return message;
    }

    /** The subset of ORC that this type has. */
    private static Segment orc(Envelope envelope, MealOrder order, String control) {
        return new Segment("ORC")
                .set(1, control)
                .set(2, order.orderNumber())
                .set(9, Hl7.second(order.at()))
                .set(10, CommonSegments.doctor(order.care().doctor()))
                .set(12, CommonSegments.doctor(order.care().doctor()))
                .set(17, CommonSegments.department(order.care().department(), envelope.facility()));
    }

    private static Segment tq1(MealOrder order) {
        Segment tq1 = new Segment("TQ1")
                .set(1, "1")
                .set(3, Hl7.subComponents("TID", "１日３回", "HL70335"))
                .set(7, Hl7.minute(order.from()))
                .set(9, "R^ルーチン^HL70485");
        order.until().ifPresent(last -> tq1.set(8, Hl7.minute(last)));
        return tq1;
    }
}
