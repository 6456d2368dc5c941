package org.tsumugi.testbed.search.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tsumugi.search.Name;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Weighted;

/**
 * All names that there are, 45,000. Within each kind they are used as Zipf found words to be: the second half as often as the first, the
 * hundredth a hundredth as often. A name is known by its code, which is its place here.
 */
public final class Vocabulary {

    /** The weight of the first name: that of the last one is still above 0. */
    private static final int FIRST = 100_000_000;

    private final List<Name> names;
    private final long[] keys;
    private final Map<Kind, Weighted<Integer>> draws = new EnumMap<>(Kind.class);

    public Vocabulary() {
        List<Name> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int first = all.size();
            ComposedNames.of(kind.parts(), kind.names()).forEach(name -> all.add(new Name(kind.type(), name)));
            List<Integer> codes = IntStream.range(first, all.size()).boxed().toList();
            draws.put(kind, Weighted.of(codes, code -> FIRST / (code - first + 1)));
        }
        names = List.copyOf(all);
        keys = names.stream().mapToLong(Name::key).toArray();
    }

    /** The names in the order of their codes. */
    public List<Name> names() {
        return names;
    }

    /** What stands for the name in the index. */
    long key(int code) {
        return keys[code];
    }

    int draw(Kind kind, Dice dice) {
        Weighted<Integer> draw = draws.get(kind);
        if (draw == null) {
            throw new IllegalArgumentException("no names of " + kind);
        }
        return draw.draw(dice);
    }
}
