package org.tsumugi.testbed.faults;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the server has promised to keep. */
final class Acknowledged {

    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();

    void add(String path) {
        paths.add(path);
        count.incrementAndGet();
    }

    /** How many acknowledgements there were, those of the same file included. */
    long count() {
        return count.get();
    }

    boolean hasAll(Set<String> wanted) {
        return paths.containsAll(wanted);
    }

    /** The names without flags. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        paths.forEach(path -> names.add(FileName.identity(path)));
        return names;
    }
}
