package org.tsumugi.server.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * Which files of a storage key say something: a function of the set of files received, whatever order they arrived in.
 *
 * <ul>
 *   <li>A version is one file; in the extended storage it is one content folder, whose files have the folder's flag: the highest
 *       that any of them was received with.
 *   <li>The current version is the one with flag 1 and the latest time. One with flag 1 beside a later one counts as superseded,
 *       because its sender was only not quick enough to rename it, or, in the transaction storage, never renames.
 *   <li>A version with flag 0 says that everything of the key up to its time is gone: it is the delete message, or what was
 *       renamed when that was written. What has a later time came after it and stays.
 * </ul>
 */
public final class CurrentRule {

    private static final Comparator<KeyFile> LATEST = Comparator.comparing(KeyFile::sortTime)
            .thenComparing(KeyFile::sha256)
            .thenComparing(KeyFile::identity);

    private CurrentRule() {}

    /**
     * What a file is for.
     *
     * @param flag the condition flag that it has in effect
     * @param use what to do with it
     */
    public record Role(ConditionFlag flag, Use use) {}

    /** What to do with a file. */
    public enum Use {
        /** Its content contributes. */
        MAP,
        /**
         * It would contribute or deletes, but there are two contents under its name, and nobody has said which is right. The
         * deletion holds meanwhile.
         */
        NAME_REUSED,
        /** It says nothing (any more). */
        NOTHING
    }

    /** Files that have one flag together. */
    private record Version(List<KeyFile> files) {

        ConditionFlag flag() {
            return Collections.max(files.stream().map(KeyFile::flag).toList());
        }

        KeyFile latest() {
            return Collections.max(files, LATEST);
        }

        boolean isBefore(String time) {
            return latest().sortTime().compareTo(time) < 0;
        }
    }

    /** The roles of all files of one key, by {@link KeyFile#fileId()}. */
    public static Map<Long, Role> roles(Collection<KeyFile> filesOfOneKey) {
        Collection<Version> versions = versions(filesOfOneKey);
        String deletedBefore = versions.stream()
                .filter(version -> version.flag() == ConditionFlag.DELETED)
                .map(version -> version.latest().sortTime())
                .max(Comparator.naturalOrder())
                .orElse("");
        Optional<Version> current = latest(versions, ConditionFlag.CURRENT, deletedBefore);
        // a document whose new version is still on its way is shown as what it is: superseded
        Optional<Version> lastPast =
                current.isPresent() ? Optional.empty() : latest(versions, ConditionFlag.PAST, deletedBefore);
        Map<Long, Role> roles = new HashMap<>();
        for (Version version : versions) {
            ConditionFlag flag = flag(version, current, deletedBefore);
            for (KeyFile file : version.files()) {
                boolean speaks =
                        speaks(file, flag, lastPast.filter(version::equals).isPresent());
                boolean counts = speaks
                        || version.flag() == ConditionFlag.DELETED
                                && !version.isBefore(deletedBefore)
                                && wouldSpeak(file, current.isPresent());
                Use use = counts && file.contents() > 1 ? Use.NAME_REUSED : speaks ? Use.MAP : Use.NOTHING;
                roles.put(file.fileId(), new Role(flag, use));
            }
        }
        return roles;
    }

    private static Collection<Version> versions(Collection<KeyFile> files) {
        Map<String, Version> versions = new HashMap<>();
        for (KeyFile file : files) {
            versions.computeIfAbsent(file.version(), name -> new Version(new ArrayList<>()))
                    .files()
                    .add(file);
        }
        return versions.values();
    }

    private static Optional<Version> latest(Collection<Version> versions, ConditionFlag flag, String deletedBefore) {
        return versions.stream()
                .filter(version -> version.flag() == flag && !version.isBefore(deletedBefore))
                .max(Comparator.comparing(Version::latest, LATEST));
    }

    private static ConditionFlag flag(Version version, Optional<Version> current, String deletedBefore) {
        if (version.isBefore(deletedBefore)) {
            return ConditionFlag.DELETED;
        }
        boolean overtaken = version.flag() == ConditionFlag.CURRENT
                && !current.filter(version::equals).isPresent();
        return overtaken ? ConditionFlag.PAST : version.flag();
    }

    /** Whether a deleted file of the standardized storage would say something if it were not deleted. */
    private static boolean wouldSpeak(KeyFile file, boolean overtaken) {
        return file.dataType().isPresent()
                && (!overtaken || file.dataType().get().isPastHistory());
    }

    private static boolean speaks(KeyFile file, ConditionFlag flag, boolean lastPast) {
        return switch (flag) {
            case CURRENT -> true;
            case PAST -> file.dataType().map(DataType::isPastHistory).orElse(lastPast);
            // the delete message itself is stored with flag 0
            case DELETED -> file.dataType().filter(DataType.ADT_00::equals).isPresent();
        };
    }
}
