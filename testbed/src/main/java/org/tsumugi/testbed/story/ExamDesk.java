package org.tsumugi.testbed.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.story.ExamOrder.Fate;

/** Orders examinations and has them done. */
final class ExamDesk {

    private static final double CANCELLED = 0.08;

    private final Dice dice;
    private final Facility facility;
    private final OrderBook numbers;
    private final LocalDate today;
    private final List<ExamOrder> orders = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();

    ExamDesk(Dice dice, Facility facility, OrderBook numbers, LocalDate today) {
        this.dice = dice;
        this.facility = facility;
        this.numbers = numbers;
        this.today = today;
    }

    List<ExamOrder> orders() {
        return orders;
    }

    /** Outpatients come again for what is not done on the same day. */
    List<Visit> visits() {
        return visits;
    }

    /** @param examKeys one with {@code ?} is done sometimes */
    void order(List<String> examKeys, LocalDateTime ordered, Care care) {
        LocalDateTime at = ordered;
        for (String key : examKeys) {
            boolean sometimes = key.endsWith("?");
            if (!sometimes || dice.chance(0.35)) {
                at = at.plusMinutes(dice.between(2, 5));
                ExamOrder order = order(Exam.named(sometimes ? key.substring(0, key.length() - 1) : key), at, care);
                orders.add(order);
                comesAgain(order);
            }
        }
    }

    private void comesAgain(ExamOrder order) {
        boolean otherDay =
                !order.performed().toLocalDate().equals(order.ordered().toLocalDate());
        if (otherDay && order.fate() == Fate.DONE && !order.care().inpatient()) {
            visits.add(new Visit(order.performed().minusMinutes(40).withSecond(0), order.care()));
        }
    }

    private ExamOrder order(Exam exam, LocalDateTime ordered, Care care) {
        String number = numbers.next();
        List<String> parts = exam.parts().stream().map(part -> numbers.next()).toList();
        boolean endoscopy = exam.kind() == Exam.Kind.ENDOSCOPY;
        LocalDateTime performed = endoscopy
                ? ordered.plusDays(1).withHour(dice.between(9, 11)).withMinute(dice.below(60))
                : ordered.plusMinutes(dice.between(20, 90));
        boolean done = performed.toLocalDate().isBefore(today);
        Fate fate = done ? Fate.DONE : Fate.OPEN;
        return new ExamOrder(
                number,
                parts,
                exam,
                ordered,
                performed,
                performed.plusMinutes(dice.between(15, 120)),
                care,
                "A" + number.substring(2),
                // the UUID-derived arc, which nobody has to ask for
                "2.25." + dice.digits(37),
                facility.doctor(dice, care.department()),
                dice.pick(exam.findings()),
                exam.measures().stream().map(this::value).toList(),
                dice.chance(CANCELLED) ? Fate.CANCELLED : fate);
    }

    private String value(Exam.Measure measure) {
        return BigDecimal.valueOf(dice.normal(measure.mean(), measure.deviation()))
                .setScale(measure.decimals(), RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
