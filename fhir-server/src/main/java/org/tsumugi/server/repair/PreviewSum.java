package org.tsumugi.server.repair;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tsumugi.server.store.Preview;

/** The previews of several patients as one. */
final class PreviewSum {

    private static final int MOST_EXAMPLES = 1000;

    private final Map<String, Preview.Counts> byType = new TreeMap<>();
    private final List<Preview.Change> examples = new ArrayList<>();
    private final List<Preview.StateChange> files = new ArrayList<>();
    /** What is no single patient's would change with any of the patients, but once. */
    private final Set<String> ofFacilities = new HashSet<>();

    private long changedFiles;
    private long patients;
    private long busy;

    /**
     * What would change.
     *
     * @param patients how many were looked at
     * @param skippedBusy how many of them were not, because something of theirs was at work just then
     * @param byType how many resources would come, change and go
     * @param examples the first of them
     * @param changedFiles how many files would come to another state or have other issues
     * @param files the first of them
     */
    record Total(
            long patients,
            long skippedBusy,
            Map<String, Preview.Counts> byType,
            List<Preview.Change> examples,
            long changedFiles,
            List<Preview.StateChange> files) {}

    void add(Preview preview) {
        patients++;
        busy += preview.skippedBusy() ? 1 : 0;
        preview.byType().forEach((type, counts) -> byType.merge(type, counts, Preview.Counts::plus));
        addUpToLimit(examples, preview.examples());
        addUpToLimit(files, preview.files());
        changedFiles += preview.changedFiles();
        preview.ofTheFacility().stream()
                .filter(change -> ofFacilities.add(change.reference()))
                .forEach(change -> {
                    byType.merge(change.type(), change.kind().counts(), Preview.Counts::plus);
                    addUpToLimit(examples, List.of(change));
                });
    }

    private static <T> void addUpToLimit(List<T> all, List<T> more) {
        all.addAll(more.subList(0, Math.max(0, Math.min(more.size(), MOST_EXAMPLES - all.size()))));
    }

    long patients() {
        return patients;
    }

    Total total() {
        return new Total(patients, busy, byType, examples, changedFiles, files);
    }
}
