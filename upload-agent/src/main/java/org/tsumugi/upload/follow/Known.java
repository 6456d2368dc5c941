package org.tsumugi.upload.follow;

import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.rule.Area;

/**
 * What the journal knows of a directory. A content folder of the extended storage is renamed as a whole: what is known of it stands under
 * its earlier name.
 *
 * @param breach which rule of flags the folder's name breaks; only when it was not seen under this flag before
 */
record Known(Optional<DirectoryRow> row, Optional<String> breach) {

    static Known of(Journal journal, Volume volume, String path) throws JournalException {
        Optional<DirectoryRow> own = journal.row(volume.id(), path);
        boolean seen = own.map(row -> !row.isLeft()).orElse(false);
        Optional<ConditionFlag> flag = seen || volume.area() != Area.EXTENDED ? Optional.empty() : Known.flag(path);
        return flag.isPresent() ? underOtherFlags(journal, volume, path, flag.get()) : new Known(own, Optional.empty());
    }

    private static Known underOtherFlags(Journal journal, Volume volume, String path, ConditionFlag own)
            throws JournalException {
        Set<ConditionFlag> before = EnumSet.noneOf(ConditionFlag.class);
        Set<ConditionFlag> now = EnumSet.of(own);
        Optional<DirectoryRow> earlier = Optional.empty();
        for (ConditionFlag other : EnumSet.complementOf(EnumSet.of(own))) {
            String name = path.substring(0, path.length() - 1) + other.digit();
            Optional<DirectoryRow> row = journal.row(volume.id(), name).filter(known -> !known.isLeft());
            row.ifPresent(known -> before.add(other));
            if (Files.exists(volume.resolve(name))) {
                now.add(other);
            } else {
                earlier = row.isPresent() ? row : earlier;
            }
        }
        // Two that are new are told once: when the last of them is seen, as folders are looked at by name
        boolean last =
                now.stream().allMatch(flag -> flag == own || flag.digit() < own.digit() || before.contains(flag));
        return new Known(earlier, last ? Flags.breach(before, now) : Optional.empty());
    }

    private static Optional<ConditionFlag> flag(String path) {
        return path.matches("(?s).*_[012]")
                ? Optional.of(ConditionFlag.of(path.charAt(path.length() - 1)))
                : Optional.empty();
    }
}
