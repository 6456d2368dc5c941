package org.tsumugi.testbed.population.name;

import java.util.List;
import org.tsumugi.testbed.draw.Dice;

/** Choice from a list that has the more frequent elements first: the first is drawn almost twice as often as the average. */
final class Skewed {

    private Skewed() {}

    static <T> T pick(Dice dice, List<T> choices) {
        return choices.get(Math.min(dice.below(choices.size()), dice.below(choices.size())));
    }
}
