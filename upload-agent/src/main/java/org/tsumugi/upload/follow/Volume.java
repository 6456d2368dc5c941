package org.tsumugi.upload.follow;

import java.nio.file.Path;
import org.tsumugi.upload.rule.Area;

/**
 * The root of a storage, or of one part of it that lies on a volume of its own.
 *
 * @param id its number in the journal
 */
public record Volume(int id, Path root, Area area) {

    /** Levels of folders between the root and those that are visited one at a time: patients, or years of transactions. */
    int visitDepth() {
        return area == Area.TRANSACTION ? 1 : 3;
    }

    /** Levels of folders between a visited one and those that hold files. */
    int leafDepth() {
        return switch (area) {
            case STANDARDIZED -> 2;
            case EXTENDED -> 3;
            case TRANSACTION -> 0;
        };
    }

    /** Levels of folders between the root and this one, itself included. */
    static int depth(String path) {
        return path.isEmpty() ? 0 : path.split("/", -1).length;
    }

    /** The other storages may lie below the standardized one, and are volumes of their own. */
    boolean isOtherStorage(String topFolder) {
        return area == Area.STANDARDIZED && (topFolder.equals("extended") || topFolder.equals("transaction"));
    }

    Path resolve(String path) {
        return path.isEmpty() ? root : root.resolve(path);
    }
}
