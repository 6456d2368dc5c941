package org.tsumugi.hl7v2.mapping;

import java.util.HashMap;
import java.util.Map;

/** Makes business keys of one message distinct: the second of two equal keys gets {@code |2}, and so on. */
public final class Ordinals {

    private final Map<String, Integer> seen = new HashMap<>();

    /** The key itself the first time, then with its number. */
    public String distinct(String key) {
        int ordinal = seen.merge(key, 1, Integer::sum);
        return ordinal == 1 ? key : key + "|" + ordinal;
    }
}
