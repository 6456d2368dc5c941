package org.tsumugi.testbed.draw;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** A distribution over a list: each element is drawn in proportion to its weight. */
public final class Weighted<T> {

    private final List<T> elements;
    private final int[] upTo;

    private Weighted(List<T> elements, int[] upTo) {
        this.elements = elements;
        this.upTo = upTo;
    }

    /**
     * @param elements at least one
     * @param weight of an element, at least 1
     */
    public static <T> Weighted<T> of(List<T> elements, ToIntFunction<T> weight) {
        int[] upTo = new int[elements.size()];
        int sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += weight.applyAsInt(elements.get(i));
            upTo[i] = sum;
        }
        return new Weighted<>(List.copyOf(elements), upTo);
    }

    /** One element. */
    public T draw(Dice dice) {
        int ticket = dice.below(upTo[upTo.length - 1]) + 1;
        int found = Arrays.binarySearch(upTo, ticket);
        return elements.get(found >= 0 ? found : -found - 1);
    }
}
