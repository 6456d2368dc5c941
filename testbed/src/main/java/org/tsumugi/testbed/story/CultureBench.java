package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.story.Culture.Antibiotic;
import org.tsumugi.testbed.story.Culture.Organism;
import org.tsumugi.testbed.story.CultureOrder.Grown;
import org.tsumugi.testbed.story.CultureOrder.Susceptibility;

/** Grows bacteria. */
final class CultureBench {

    private final Dice dice;
    private final OrderBook numbers;
    private final List<CultureOrder> orders = new ArrayList<>();

    CultureBench(Dice dice, OrderBook numbers) {
        this.dice = dice;
        this.numbers = numbers;
    }

    List<CultureOrder> orders() {
        return orders;
    }

    void order(String key, LocalDateTime collected, Care care) {
        Culture culture = Culture.named(key);
        List<Grown> grown = new ArrayList<>();
        if (dice.chance(culture.growth())) {
            Organism first = dice.pick(culture.organisms());
            grown.add(grow(first));
            Organism second = dice.pick(culture.organisms());
            if (dice.chance(0.3) && !second.equals(first)) {
                grown.add(grow(second));
            }
        }
        orders.add(new CultureOrder(
                numbers.next(),
                numbers.next(),
                numbers.next(),
                culture,
                collected,
                collected.plusMinutes(dice.between(90, 300)),
                collected.plusDays(3).withHour(15).withMinute(dice.below(60)),
                care,
                grown));
    }

    private Grown grow(Organism organism) {
        List<Susceptibility> tested = new ArrayList<>();
        List<Antibiotic> antibiotics = Culture.antibiotics();
        for (int i = 0; i < antibiotics.size(); i++) {
            boolean works = dice.chance(organism.susceptible().get(i) / 100.0);
            boolean almost = !works && dice.chance(0.15);
            String concentration = works ? dice.pick(List.of("<=1", "2")) : almost ? "8" : ">16";
            tested.add(new Susceptibility(antibiotics.get(i), concentration, works ? "S" : almost ? "I" : "R"));
        }
        return new Grown(organism, dice.pick(organism.quantities()), tested);
    }
}
