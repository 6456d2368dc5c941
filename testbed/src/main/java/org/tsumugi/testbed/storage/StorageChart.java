package org.tsumugi.testbed.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One patient's files, with the flags a storage shows after everything was sent: a newer file of the same key makes the older
 * ones past, a delete makes all of them deleted and stays itself as a deleted file.
 */
public final class StorageChart {

    private final Map<String, List<Sent>> byKey = new LinkedHashMap<>();

    /** What was sent, in whatever order it is told. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Sent(StorageName name, byte[] content, boolean delete) {}

    /** A message that is new, or replaces an earlier one of the same key. */
    public void insert(StorageName name, byte[] content) {
        add(new Sent(name, content, false));
    }

    /** A message that takes back everything of its key. */
    public void delete(StorageName name, byte[] content) {
        add(new Sent(name, content, true));
    }

    /** Every file, flagged as time went by. */
    public List<StorageFile> files() {
        List<StorageFile> files = new ArrayList<>();
        byKey.values().forEach(sent -> files.addAll(flagged(sent)));
        return List.copyOf(files);
    }

    private void add(Sent sent) {
        byKey.computeIfAbsent(sent.name().key(), key -> new ArrayList<>()).add(sent);
    }

    private static List<StorageFile> flagged(List<Sent> ofOneKey) {
        List<Sent> inTime = new ArrayList<>(ofOneKey);
        inTime.sort(Comparator.comparing(sent -> sent.name().sentAt()));
        List<Flag> flags = new ArrayList<>();
        for (Sent sent : inTime) {
            if (sent.delete()) {
                flags.replaceAll(flag -> Flag.DELETED);
                flags.add(Flag.DELETED);
            } else {
                flags.replaceAll(flag -> flag == Flag.CURRENT ? Flag.PAST : flag);
                flags.add(Flag.CURRENT);
            }
        }
        List<StorageFile> files = new ArrayList<>();
        for (int i = 0; i < inTime.size(); i++) {
            Sent sent = inTime.get(i);
            files.add(new StorageFile(sent.name().path(flags.get(i)), sent.content()));
        }
        return files;
    }
}
