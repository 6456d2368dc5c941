package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.rule.Area;

/** The storages of a hospital as the journal numbers them. */
public final class Volumes {

    private final Journal journal;
    private final List<Volume> volumes = new ArrayList<>();

    private Volumes(Journal journal) {
        this.journal = journal;
    }

    /**
     * All volumes.
     *
     * @param storages roots of the standardized storage; {@code extended/} and {@code transaction/} below them are volumes, too
     */
    public static List<Volume> of(List<Path> storages, List<Path> extended, List<Path> transactions, Journal journal)
            throws IOException {
        Volumes all = new Volumes(journal);
        for (Path storage : storages) {
            all.addWithOthers(storage);
        }
        for (Path root : extended) {
            all.add(root, Area.EXTENDED);
        }
        for (Path root : transactions) {
            all.add(root, Area.TRANSACTION);
        }
        return List.copyOf(all.volumes);
    }

    private void addWithOthers(Path storage) throws IOException {
        Path extended = storage.resolve("extended");
        Path transaction = storage.resolve("transaction");
        boolean others = Files.isDirectory(extended) || Files.isDirectory(transaction);
        // A folder that holds nothing but the others is no standardized storage: then records are what is sent
        if (!others || hasMore(storage)) {
            add(storage, Area.STANDARDIZED);
        }
        if (Files.isDirectory(extended)) {
            add(extended, Area.EXTENDED);
        }
        if (Files.isDirectory(transaction)) {
            add(transaction, Area.TRANSACTION);
        }
    }

    private static boolean hasMore(Path storage) throws IOException {
        try (Stream<Path> children = Files.list(storage)) {
            return children.filter(Files::isDirectory)
                    .map(child -> String.valueOf(child.getFileName()))
                    .anyMatch(name -> !name.equals("extended") && !name.equals("transaction"));
        }
    }

    private void add(Path root, Area area) throws JournalException {
        Path absolute = root.toAbsolutePath().normalize();
        volumes.add(new Volume(journal.volume(absolute.toString()), absolute, area));
    }
}
