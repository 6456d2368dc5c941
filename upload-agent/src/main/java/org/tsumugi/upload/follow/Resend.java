package org.tsumugi.upload.follow;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.FileEntry;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.rule.Area;

/**
 * Has single files, or all of single patients, sent again: those whose contents the server lost. The journal remembers that they wait, so
 * that it holds for the next run when this one is ended.
 */
public final class Resend {

    private final List<Volume> volumes;
    private final Journal journal;
    private final Clock clock;
    private final boolean fromRecords;
    private final Map<Place, DirectoryRow> rows = new HashMap<>();
    private long files;

    private record Place(int volume, String path) {}

    /**
     * What is going to be sent again.
     *
     * @param files that were sent before
     * @param records whether the transaction storage is read again for them, whose records the journal does not know one by one
     */
    public record Result(long files, boolean records) {}

    /** The journal knows nothing of what somebody wants to be sent again. Its message does not say whom he asked for. */
    public static final class UnknownException extends IOException {
        private static final long serialVersionUID = 1L;

        UnknownException(int number) {
            super("number " + number + " is neither the path of a file that was sent nor a patient of whom one was");
        }
    }

    public Resend(List<Volume> volumes, Journal journal, Clock clock) {
        this.volumes = List.copyOf(volumes);
        this.journal = journal;
        this.clock = clock;
        this.fromRecords = volumes.stream().anyMatch(volume -> volume.area() == Area.TRANSACTION)
                && volumes.stream().noneMatch(volume -> volume.area() == Area.STANDARDIZED);
    }

    /**
     * Has them sent again; all of them or, when one is unknown, none.
     *
     * @param patterns paths as the server names them, and patients' numbers
     * @throws UnknownException when nothing of one of them was sent
     */
    public Result of(List<String> patterns) throws IOException {
        boolean records = fromRecords && journal.readings().any();
        for (int i = 0; i < patterns.size(); i++) {
            boolean known = take(patterns.get(i));
            if (!known && !records) {
                throw new UnknownException(i + 1);
            }
        }
        journal.write(rows.values(), LocalDate.now(clock), Map.of());
        if (records) {
            journal.readAgainFromTheBeginning(Map.of(RuleChanges.RELEASED, String.join("\n", released(patterns))));
        }
        return new Result(files, records);
    }

    /** Whoever is read again for another reason stays among them. */
    private Set<String> released(List<String> patterns) throws JournalException {
        Set<String> all = new LinkedHashSet<>(patterns);
        if (journal.readings().isReadingAgain()) {
            journal.meta(RuleChanges.RELEASED).ifPresent(before -> all.addAll(List.of(before.split("\n"))));
        }
        return all;
    }

    private boolean take(String pattern) throws JournalException {
        boolean known = false;
        for (Volume volume : volumes) {
            known |= pattern.contains("/") ? takeFile(volume, pattern) : takePatient(volume, pattern);
        }
        return known;
    }

    private boolean takeFile(Volume volume, String path) throws JournalException {
        String prefix = volume.area().prefix();
        if (!path.startsWith(prefix)) {
            return false;
        }
        String[] parts = path.substring(prefix.length()).split("/", -1);
        int leaf = volume.visitDepth() + volume.leafDepth();
        if (parts.length <= leaf) {
            return false;
        }
        List<String> all = List.of(parts);
        String name = String.join("/", all.subList(leaf, parts.length));
        long identity = Look.identity(volume, name);
        return take(volume, String.join("/", all.subList(0, leaf)), entry -> entry.identity() == identity);
    }

    private boolean takePatient(Volume volume, String patient) throws JournalException {
        boolean known = false;
        if (volume.area() != Area.TRANSACTION) {
            for (String path : journal.directoriesThrough(volume.id(), patient)) {
                String[] parts = path.split("/", -1);
                if (parts.length >= volume.visitDepth() && parts[volume.visitDepth() - 1].equals(patient)) {
                    known |= take(volume, path, entry -> true);
                }
            }
        }
        return known;
    }

    private boolean take(Volume volume, String path, Predicate<FileEntry> which) throws JournalException {
        Place place = new Place(volume.id(), path);
        // The same file may be asked for twice, by its path and by its patient
        Optional<DirectoryRow> known =
                rows.containsKey(place) ? Optional.of(rows.get(place)) : journal.row(volume.id(), path);
        List<FileEntry> taken = new ArrayList<>();
        known.ifPresent(row -> row.entries().stream()
                .filter(entry -> entry.isAnswered() || entry.isWaiting())
                .filter(which)
                .forEach(taken::add));
        if (taken.isEmpty()) {
            return false;
        }
        files += taken.stream().filter(FileEntry::isAnswered).count();
        rows.put(place, known.get().withWaiting(taken, clock.millis()));
        return true;
    }
}
