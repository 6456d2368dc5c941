package org.tsumugi.testbed.mpi;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.tsumugi.testbed.draw.Dice;

/** Numbers from 0 in an order by chance. */
final class Shuffle {

    private Shuffle() {}

    static IntStream of(int size, Dice dice) {
        int[] order = IntStream.range(0, size).toArray();
        for (int last = size - 1; last > 0; last--) {
            int other = dice.below(last + 1);
            int moved = order[last];
            order[last] = order[other];
            order[other] = moved;
        }
        return Arrays.stream(order);
    }
}
