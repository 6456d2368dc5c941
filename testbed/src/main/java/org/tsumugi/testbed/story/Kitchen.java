package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;

/** Feeds inpatients: one diet after the other, as they get better. */
final class Kitchen {

    private static final int DAYS_PER_DIET = 2;

    private final Dice dice;
    private final OrderBook numbers;
    private final List<MealOrder> orders = new ArrayList<>();

    Kitchen(Dice dice, OrderBook numbers) {
        this.dice = dice;
        this.numbers = numbers;
    }

    List<MealOrder> orders() {
        return orders;
    }

    void feed(Course course, List<String> diets, LocalDateTime end) {
        LocalDateTime at = course.stay().admitted().plusMinutes(dice.between(20, 60));
        LocalDateTime from = at.getHour() < 16 ? at.toLocalDate().atTime(18, 0) : nextMorning(at);
        for (int i = 0; i < diets.size() && from.isBefore(end); i++) {
            LocalDateTime next = from.plusDays(DAYS_PER_DIET + (long) dice.below(2));
            boolean last = i == diets.size() - 1 || !next.isBefore(end);
            Optional<LocalDateTime> until =
                    last ? course.stay().discharged().map(Kitchen::lastMeal) : Optional.of(lastMeal(next));
            add(course, at, from, until.filter(from::isBefore), diets.get(i));
            at = next.minusDays(1).withHour(14).withMinute(dice.below(60));
            from = nextMorning(at);
        }
    }

    private void add(Course course, LocalDateTime at, LocalDateTime from, Optional<LocalDateTime> until, String diet) {
        List<Diet> diets = new ArrayList<>(List.of(Diet.named(diet)));
        if (dice.chance(0.12) && !diet.equals("FASTING")) {
            diets.add(Diet.named("NO_RAW"));
        }
        if (dice.chance(0.06)) {
            orders.add(new MealOrder(numbers.next(), at.minusMinutes(9), course.careAt(at), from, until, diets, true));
        }
        orders.add(new MealOrder(numbers.next(), at, course.careAt(at), from, until, diets, false));
    }

    private static LocalDateTime nextMorning(LocalDateTime at) {
        return at.toLocalDate().plusDays(1).atTime(8, 0);
    }

    private static LocalDateTime lastMeal(LocalDateTime end) {
        return end.getHour() < 9
                ? end.toLocalDate().minusDays(1).atTime(18, 0)
                : end.toLocalDate().atTime(8, 0);
    }
}
