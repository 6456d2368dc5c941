package org.tsumugi.server.journal;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * Which files of a storage key say something: a function of the set of files received, whatever order they arrived in. The current
 * one is the flag-1 file with the latest time; a flag-1 file beside a later one counts as superseded, because its sender was only
 * not quick enough to rename it.
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
        /** It would contribute, but there are two contents under its name, and nobody has said which is right. */
        NAME_REUSED,
        /** It says nothing (any more). */
        NOTHING
    }

    /** The roles of all files of one key, by {@link KeyFile#fileId()}. */
    public static Map<Long, Role> roles(Collection<KeyFile> filesOfOneKey) {
        Optional<KeyFile> current = filesOfOneKey.stream()
                .filter(file -> file.flag() == ConditionFlag.CURRENT)
                .max(LATEST);
        Map<Long, Role> roles = new HashMap<>();
        for (KeyFile file : filesOfOneKey) {
            ConditionFlag flag = file.flag() == ConditionFlag.CURRENT
                            && !current.map(file::equals).orElse(false)
                    ? ConditionFlag.PAST
                    : file.flag();
            roles.put(file.fileId(), new Role(flag, use(file, flag)));
        }
        return roles;
    }

    private static Use use(KeyFile file, ConditionFlag flag) {
        boolean speaks = switch (flag) {
            case CURRENT -> true;
            case PAST -> file.dataType().isPastHistory();
            // the delete message itself is stored with flag 0
            case DELETED -> file.dataType() == DataType.ADT_00;
        };
        if (!speaks) {
            return Use.NOTHING;
        }
        return file.contents() > 1 ? Use.NAME_REUSED : Use.MAP;
    }
}
