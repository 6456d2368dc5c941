package org.tsumugi.upload.follow;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Optional;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.upload.journal.FileEntry;
import org.tsumugi.upload.journal.FileStatus;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.rule.StoredName;

/**
 * A file that the server does not have as it is.
 *
 * @param entry what the journal will say, its status apart
 * @param ready whether it is whole, as far as its times tell
 * @param before what became of it under another flag or with other bytes; empty when it is new
 */
record Candidate(
        LeafPlan plan,
        StoredName name,
        Path file,
        BasicFileAttributes attributes,
        FileEntry entry,
        boolean ready,
        Optional<FileEntry> before) {

    /** The order in which a hospital wrote a patient's files; the small ones of a folder first. */
    static final Comparator<Candidate> ORDER = Comparator.<Candidate, String>comparing(
                    candidate -> candidate.name().time())
            .thenComparing(candidate -> ConditionFlag.of(candidate.name().flag()))
            .thenComparing(candidate -> candidate.entry().size())
            .thenComparing(candidate -> candidate.name().path());

    boolean isRename() {
        return before.isPresent()
                && before.get().flag() != entry.flag()
                && before.get().status() == FileStatus.ACKNOWLEDGED;
    }

    void settle(FileStatus status) throws JournalException {
        plan.settle(entry.with(status));
    }
}
