package org.tsumugi.upload.follow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.upload.journal.FileEntry;

/** A name has one condition flag at a time, which only rises: the names of one directory, and what of this they break. */
final class Flags {

    private static final String FELL = "FLAG_FELL";
    private static final String TWO = "TWO_FLAGS";

    private final Map<Long, Map<ConditionFlag, Path>> seen = new HashMap<>();

    void add(long identity, char flag, Path file) {
        seen.computeIfAbsent(identity, any -> new EnumMap<>(ConditionFlag.class))
                .put(ConditionFlag.of(flag), file);
    }

    /** Says what was not so before; of a name that is no longer there it says nothing. */
    void report(Map<Long, List<FileEntry>> before, Look.Findings findings) {
        seen.forEach((identity, files) -> {
            Set<ConditionFlag> known = before.getOrDefault(identity, List.of()).stream()
                    .map(entry -> ConditionFlag.of(entry.flag()))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(ConditionFlag.class)));
            if (files.size() > 1) {
                // Whoever lists a folder while a file in it is renamed may see both names
                files.values().removeIf(Files::notExists);
            }
            List<Path> rising = List.copyOf(files.values());
            breach(known, files.keySet()).ifPresent(code -> findings.violation(code, rising.get(rising.size() - 1)));
        });
    }

    /** What became wrong between two looks; only what is new is told. */
    static Optional<String> breach(Set<ConditionFlag> before, Set<ConditionFlag> now) {
        if (now.size() > 1 && !before.containsAll(now)) {
            return Optional.of(TWO);
        }
        boolean fell =
                !before.isEmpty() && !now.isEmpty() && Collections.max(now).compareTo(Collections.max(before)) < 0;
        return fell ? Optional.of(FELL) : Optional.empty();
    }
}
