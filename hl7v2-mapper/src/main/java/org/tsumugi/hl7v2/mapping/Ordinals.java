package org.tsumugi.hl7v2.mapping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes business keys of one message distinct: the second of two equal keys gets {@code |2}, and so on. */
public final class Ordinals {

    private final Map<String, Integer> seen = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    /** The key itself the first time, then with its number. */
    public String distinct(String key) {
        String distinct = key;
        while (!given.add(distinct)) {
            distinct = key + "|" + seen.merge(key, 2, (last, two) -> last + 1);
        }
        return distinct;
    }
}
