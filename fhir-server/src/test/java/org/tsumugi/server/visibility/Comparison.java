package org.tsumugi.server.visibility;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends the same requests to a world with the hidden hospital and to one without, and collects what differs. */
final class Comparison {
    private final World with;
    private final World without;
    private final List<String> differences = new ArrayList<>();
    private int sent;
    private int answeredWell;

    Comparison(World with, World without) {
        this.with = with;
        this.without = without;
    }

    /** Before each request other readers ask the same, so that anything shared between readers is filled by them. */
    Comparison readAs(List<Probe> probes, String reads) {
        for (Probe probe : probes) {
            with.send(probe, "2", null);
            with.send(probe, "1,2", null);
            compare(probe, reads, null);
        }
        return this;
    }

    /**
     * What each of these readers is answered. Before any of them somebody of the hidden hospital asks the same, so that anything shared
     * between readers is filled by him.
     *
     * @return by reader
     */
    static Map<String, Comparison> ofReaders(World with, World without, List<Probe> probes, String... readers) {
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        for (String reads : readers) {
            comparisons.put(reads, new Comparison(with, without));
        }
        for (Probe probe : probes) {
            with.send(probe, "2", null);
            comparisons.forEach((reads, comparison) -> comparison.compare(probe, reads, null));
        }
        return comparisons;
    }

    Comparison writeAs(List<Probe> probes, String reads, String writes) {
        for (Probe probe : probes) {
            compare(probe, reads, writes);
        }
        return this;
    }

    private void compare(Probe probe, String reads, @Nullable String writes) {
        List<Answer> one = with.send(probe, reads, writes);
        List<Answer> other = without.send(probe, reads, writes);
        sent++;
        if (one.get(0).status() < 300) {
            answeredWell++;
        }
        if (one.size() != other.size()) {
            differences.add(probe + ": pages " + one.size() + " / " + other.size());
            return;
        }
        for (int page = 0; page < one.size(); page++) {
            if (!one.get(page).equals(other.get(page))) {
                differences.add(probe + " [" + reads + "] page " + page + ": "
                        + Answer.difference(one.get(page), other.get(page)));
                return;
            }
            if (one.get(page).body().contains("_getpages=") && !probe.path().contains("_getpages")) {
                differences.add(probe + " [" + reads + "]: link to a stored page");
                return;
            }
        }
    }

    List<String> differences() {
        return differences;
    }

    int sent() {
        return sent;
    }

    /** How many requests were answered 2xx: the others tell less. */
    int answeredWell() {
        return answeredWell;
    }
}
