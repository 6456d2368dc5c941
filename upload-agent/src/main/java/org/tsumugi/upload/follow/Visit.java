package org.tsumugi.upload.follow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A reason to look at one patient, or at one year of transactions. */
final class Visit {

    /** How much of the patient to look at; each includes what stands before it. */
    enum Depth {
        /** The directories named. */
        NAMED,
        /** What changes every day: undated types and the last two weeks; everything when there is a new date. */
        HEADS,
        /** Every folder whose time says that something changed. */
        ALL,
        /** Every file, whatever the folders' times say. */
        FILES
    }

    private final Place place;
    private Depth depth;
    private final Set<String> leaves = new LinkedHashSet<>();
    private final List<Runnable> whenDone = new ArrayList<>();

    /** What is visited: a folder of a volume, {@code /} between the parts. */
    record Place(Volume volume, String path) {

        /** The last folder: 患者ID, the same in every volume. */
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private Visit(Place place, Depth depth) {
        this.place = place;
        this.depth = depth;
    }

    static Visit of(Volume volume, String path, Depth depth) {
        return new Visit(new Place(volume, path), depth);
    }

    /** To a directory of files, or to a folder above one, below a patient. */
    static Visit toLeaf(Volume volume, String leaf) {
        String[] parts = leaf.split("/", -1);
        String path = String.join("/", List.of(parts).subList(0, Math.min(parts.length, volume.visitDepth())));
        Visit visit = of(volume, path, Depth.NAMED);
        visit.leaves.add(leaf);
        return visit;
    }

    Visit whenDone(Runnable callback) {
        whenDone.add(callback);
        return this;
    }

    /** This visit serves the other one's purpose, too. */
    void merge(Visit other) {
        depth = depth.compareTo(other.depth) >= 0 ? depth : other.depth;
        leaves.addAll(other.leaves);
        whenDone.addAll(other.whenDone);
    }

    void done() {
        whenDone.forEach(Runnable::run);
    }

    Place place() {
        return place;
    }

    Depth depth() {
        return depth;
    }

    /** Whether this folder, or one above it, is named. */
    boolean names(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (leaves.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a folder below this one is named. */
    boolean namesBelow(String path) {
        return leaves.stream().anyMatch(leaf -> leaf.startsWith(path + "/"));
    }

    Set<String> leaves() {
        return leaves;
    }
}
