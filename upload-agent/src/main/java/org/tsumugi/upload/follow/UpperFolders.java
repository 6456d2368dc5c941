package org.tsumugi.upload.follow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The folders between a storage's root and its patients, as many of each level as are asked for: there may be a million. */
final class UpperFolders {

    private final Volume volume;
    private final int most;
    private boolean complete = true;

    private record Folder(String path, long mtimeNanos) {}

    /** @param most of each level */
    UpperFolders(Volume volume, int most) {
        this.volume = volume;
        this.most = most;
    }

    /** Whether these were all. */
    boolean isComplete() {
        return complete;
    }

    /** Level by level; those that changed last come last, for numbers are given out in order and the next patient comes there. */
    List<String> paths() throws IOException {
        List<String> all = new ArrayList<>();
        List<String> level = List.of("");
        for (int depth = 1; depth < volume.visitDepth(); depth++) {
            level = below(level);
            all.addAll(level);
        }
        return all;
    }

    private List<String> below(List<String> level) throws IOException {
        PriorityQueue<Folder> newest = new PriorityQueue<>(Comparator.comparingLong(Folder::mtimeNanos));
        for (String above : level) {
            for (Child child : Child.of(volume.resolve(above))) {
                boolean other = above.isEmpty() && volume.isOtherStorage(child.name());
                if (child.isDirectory() && child.isReadable() && !other) {
                    String path = above.isEmpty() ? child.name() : above + "/" + child.name();
                    newest.add(new Folder(path, child.mtimeNanos()));
                }
                if (newest.size() > most) {
                    newest.remove();
                    complete = false;
                }
            }
        }
        List<String> paths = new ArrayList<>();
        while (!newest.isEmpty()) {
            paths.add(newest.remove().path());
        }
        return paths;
    }
}
