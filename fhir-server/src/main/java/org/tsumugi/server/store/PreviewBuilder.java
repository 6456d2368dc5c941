package org.tsumugi.server.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.store.Preview.Change;
import org.tsumugi.server.store.Preview.Counts;
import org.tsumugi.server.store.Preview.StateChange;

/** What a patient's files come to, portion by portion. */
final class PreviewBuilder {

    static final int EXAMPLES = 1000;

    private final Map<UUID, Set<String>> issuesBefore;
    private final List<StateChange> files = new ArrayList<>();
    private final Set<UUID> ofTheFacility = new HashSet<>();
    private long changedFiles;

    /** @param issuesBefore codes by receipt */
    PreviewBuilder(Map<UUID, Set<String>> issuesBefore) {
        this.issuesBefore = issuesBefore;
    }

    void add(UnitWork.Done portion) {
        ofTheFacility.addAll(portion.ofTheFacility());
        portion.settled().forEach(this::add);
    }

    private void add(SettledFile file) {
        Set<String> codes =
                new TreeSet<>(file.issues().stream().map(FileIssue::code).toList());
        FileState state = file.file().state();
        UUID receipt = file.file().receipt();
        boolean same = state == file.state()
                && codes.equals(Optional.ofNullable(issuesBefore.get(receipt)).orElse(Set.of()));
        if (same) {
            return;
        }
        changedFiles++;
        if (files.size() < EXAMPLES) {
            files.add(new StateChange(receipt, state, file.state(), List.copyOf(codes)));
        }
    }

    /** @param changes of all portions */
    Preview build(Collection<Change> changes) {
        Map<String, Counts> byType = new TreeMap<>();
        List<Change> examples = new ArrayList<>();
        List<Change> shared = new ArrayList<>();
        for (Change change : changes) {
            if (ofTheFacility.contains(change.id())) {
                shared.add(change);
                continue;
            }
            byType.merge(change.type(), change.kind().counts(), Counts::plus);
            if (examples.size() < EXAMPLES) {
                examples.add(change);
            }
        }
        return new Preview(byType, examples, shared, changedFiles, files, false);
    }
}
