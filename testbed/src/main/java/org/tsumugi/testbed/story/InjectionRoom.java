package org.tsumugi.testbed.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.story.InjectionOrder.Occasion;

/** Orders injections, and gives them. */
final class InjectionRoom {

    private static final double TAKEN_BACK = 0.04;

    private final Dice dice;
    private final OrderBook numbers;
    private final List<InjectionOrder> orders = new ArrayList<>();

    InjectionRoom(Dice dice, OrderBook numbers) {
        this.dice = dice;
        this.numbers = numbers;
    }

    List<InjectionOrder> orders() {
        return orders;
    }

    /** One order a day, one course after the other, while the patient is there. */
    void treat(Course course, List<String> injections, LocalDateTime end) {
        for (String key : injections) {
            Injection injection = Injection.named(key);
            LocalDate day = course.stay().admitted().toLocalDate().plusDays(1);
            for (int i = 0; i < injection.days(); i++) {
                LocalDate date = day.plusDays(i);
                LocalDateTime ordered =
                        date.minusDays(1).atTime(13, dice.below(60)).plusHours(i == 0 ? 5 : 0);
                boolean there = date.atTime(23, 0).isBefore(end) && !course.awayAt(date.atTime(12, 0));
                if (there) {
                    orders.add(order(injection, ordered, course.careAt(ordered), date));
                }
            }
        }
    }

    /** At once, in the clinic. */
    void giveNow(String key, LocalDateTime at, Care care) {
        Injection injection = Injection.named(key);
        LocalDateTime start = at.plusMinutes(dice.between(15, 40));
        orders.add(new InjectionOrder(
                numbers.next(),
                at,
                care,
                injection,
                List.of(given(injection, 1, start.withSecond(0))),
                dice.chance(TAKEN_BACK)));
    }

    private InjectionOrder order(Injection injection, LocalDateTime at, Care care, LocalDate date) {
        List<Occasion> occasions = new ArrayList<>();
        for (int hour : injection.hours()) {
            occasions.add(given(injection, occasions.size() + 1, date.atTime(hour, 0)));
        }
        return new InjectionOrder(numbers.next(), at, care, injection, occasions, dice.chance(TAKEN_BACK));
    }

    private Occasion given(Injection injection, int number, LocalDateTime start) {
        LocalDateTime end = start.plusMinutes(injection.minutes());
        LocalDateTime begun = start.plusSeconds(dice.between(60, 900));
        boolean stopped = injection.minutes() >= 60 && dice.chance(0.05);
        LocalDateTime ended = begun.plusMinutes(stopped ? injection.minutes() / 2 : injection.minutes())
                .plusSeconds(dice.between(5, 55));
        return new Occasion(number, start, end, begun, ended, stopped ? "PA" : "CP");
    }
}
