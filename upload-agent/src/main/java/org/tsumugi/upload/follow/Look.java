package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.FileEntry;
import org.tsumugi.upload.journal.FileStatus;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.rule.Area;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.rule.SkipReason;
import org.tsumugi.upload.rule.StoredName;
import org.tsumugi.upload.send.Refusals;

/** Looks into one directory of files and says what the journal does not know yet. */
final class Look {

    private static final Duration STRAY_AFTER = Duration.ofSeconds(60);

    private final Journal journal;
    private final Settling settling;
    private final Rules rules;
    private final Refusals refusals;
    private final boolean trustDirectoryTimes;
    private final Clock clock;
    private final Findings findings;
    private final LookRate rate;

    /** Told of what is not sent. */
    interface Findings {
        /** A rule keeps this file back. */
        void skipped(SkipReason reason);

        /** A name the grammar does not have, or one that breaks the rules of flags. */
        void violation(String code, Path file);

        /** A file that was acknowledged is not there any more, under any flag. */
        void vanished();

        /** A file or directory could not be read. */
        void unreadable(Path path, IOException why);
    }

    Look(
            Journal journal,
            Settling settling,
            Rules rules,
            Refusals refusals,
            boolean trustDirectoryTimes,
            Clock clock,
            Findings findings,
            LookRate rate) {
        this.journal = journal;
        this.settling = settling;
        this.rules = rules;
        this.refusals = refusals;
        this.trustDirectoryTimes = trustDirectoryTimes;
        this.clock = clock;
        this.findings = findings;
        this.rate = rate;
    }

    /** Whether a directory of files has to be listed although its time is the one that is known. */
    enum Reason {
        /** Nothing points to it. */
        NONE,
        /** Somebody says that something happened there, which a folder's time does not tell of a file that goes on. */
        TOLD,
        /** It is the turn of every file. */
        EVERY_FILE
    }

    /** What is new in a directory of files; empty when nothing can be. */
    Optional<LeafPlan> leaf(Volume volume, String path, Reason reason) throws JournalException {
        Path directory = volume.resolve(path);
        Known before = Known.of(journal, volume, path);
        Optional<DirectoryRow> known = before.row();
        int listVersion = refusals.version();
        long looked = nanos(clock.instant());
        try {
            long mtime = Child.mtimeNanos(Files.readAttributes(directory, BasicFileAttributes.class));
            boolean renamed = known.isPresent() && !known.get().path().equals(path);
            boolean clean = trustDirectoryTimes
                    && !renamed
                    && known.map(row -> row.isClean(mtime)).orElse(false);
            if (clean && reason == Reason.NONE) {
                return Optional.empty();
            }
            List<Child> files = new ArrayList<>();
            boolean nested = gather(directory, volume.area() == Area.EXTENDED, files);
            if (clean && reason == Reason.EVERY_FILE) {
                rate.looked(files.size() + 1);
            }
            before.breach().ifPresent(code -> findings.violation(code, directory));
            LeafPlan plan = new LeafPlan(volume, path, nested ? DirectoryRow.UNKNOWN : mtime, looked, listVersion);
            if (renamed) {
                plan.leave(known.get());
            }
            compare(plan, directory, files, known);
            return Optional.of(plan);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return gone(volume, path, known, looked, listVersion);
        } catch (IOException e) {
            findings.unreadable(directory, e);
            return Optional.empty();
        }
    }

    /** Volumes move and come back: only what was waiting in a directory that is gone is forgotten. */
    private static Optional<LeafPlan> gone(
            Volume volume, String path, Optional<DirectoryRow> known, long looked, int listVersion) {
        Optional<DirectoryRow> open =
                known.filter(row -> row.path().equals(path)).filter(row -> row.isDirty() || row.isYoung());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        DirectoryRow left = open.get().whenGone(looked);
        LeafPlan plan = new LeafPlan(volume, path, left.mtimeNanos(), left.lookedNanos(), listVersion);
        left.entries().forEach(plan::add);
        return Optional.of(plan);
    }

    /** Files that lie where only folders should; empty when there are none. */
    Optional<LeafPlan> strays(Volume volume, String path, List<Child> files) throws JournalException {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        LeafPlan plan = new LeafPlan(volume, path, DirectoryRow.UNKNOWN, nanos(clock.instant()), refusals.version());
        compare(plan, volume.resolve(path), files, journal.row(volume.id(), path));
        return Optional.of(plan);
    }

    /** @return whether there are folders in it, whose files change without changing its own time */
    private static boolean gather(Path directory, boolean deeply, List<Child> files) throws IOException {
        boolean nested = false;
        for (Child child : Child.of(directory)) {
            if (child.isDirectory() && deeply) {
                nested = true;
                gather(child.path(), true, files);
            } else {
                files.add(child);
            }
        }
        return nested;
    }

    private void compare(LeafPlan plan, Path directory, List<Child> files, Optional<DirectoryRow> known) {
        Map<Long, List<FileEntry>> before = new HashMap<>();
        known.ifPresent(row -> row.entries()
                .forEach(entry -> before.computeIfAbsent(entry.identity(), any -> new ArrayList<>())
                        .add(entry)));
        Set<Long> seen = new HashSet<>();
        Flags flags = new Flags();
        String newest = files.isEmpty() ? "" : files.get(files.size() - 1).name();
        for (Child file : files) {
            seen.add(compare(plan, directory, file, file.name().equals(newest), before, flags));
        }
        flags.report(before, findings);
        before.forEach((identity, entries) -> {
            if (!seen.contains(identity)
                    && entries.stream().anyMatch(entry -> entry.status() == FileStatus.ACKNOWLEDGED)) {
                findings.vanished();
            }
        });
    }

    private long compare(
            LeafPlan plan, Path directory, Child file, boolean newest, Map<Long, List<FileEntry>> before, Flags flags) {
        Volume volume = plan.volume();
        String inLeaf = relative(directory, file);
        String below = plan.path().isEmpty() ? inLeaf : plan.path() + "/" + inLeaf;
        StoredName name;
        try {
            if (file.isDirectory() || !file.isReadable()) {
                return violation(plan, file, inLeaf, file.isDirectory() ? "FOLDER" : "UNREADABLE_NAME", before);
            }
            name = StoredName.parse(volume.area(), below);
        } catch (NotAStorageNameException e) {
            return violation(plan, file, inLeaf, "NOT_A_STORAGE_NAME", before);
        }
        long identity = identity(volume, inLeaf);
        if (volume.area() == Area.STANDARDIZED) {
            flags.add(identity, name.flag(), file.path());
        }
        FileEntry entry = entry(identity, name.flag(), file, FileStatus.UNSETTLED, before);
        Optional<FileEntry> same = before.getOrDefault(identity, List.of()).stream()
                .filter(old -> old.flag() == name.flag())
                .findFirst();
        Optional<SkipReason> skip = rules.skip(name, refusals.patients());
        if (skip.isPresent()) {
            if (same.map(old -> old.status() != FileStatus.SKIPPED).orElse(true)) {
                findings.skipped(skip.get());
            }
            plan.add(entry.with(FileStatus.SKIPPED));
            return identity;
        }
        boolean unchanged = same.map(old -> old.isUnchanged(entry.size(), entry.mtimeNanos()))
                .orElse(false);
        FileStatus old = same.map(FileEntry::status).orElse(FileStatus.UNSETTLED);
        if (unchanged && (old == FileStatus.ACKNOWLEDGED || old == FileStatus.REFUSED)) {
            plan.add(entry.with(old));
            return identity;
        }
        Optional<FileEntry> earlier = same.isPresent()
                ? same
                : before.getOrDefault(identity, List.of()).stream().findFirst();
        plan.add(new Candidate(
                plan, name, file.path(), file.attributes(), entry, isWhole(volume, entry, newest), earlier));
        return identity;
    }

    /** Of a file in its directory, under whichever flag. */
    static long identity(Volume volume, String inLeaf) {
        boolean flagInName = volume.area() == Area.STANDARDIZED && !inLeaf.isEmpty();
        return FileEntry.identityOf(flagInName ? inLeaf.substring(0, inLeaf.length() - 1) : inLeaf);
    }

    private boolean isWhole(Volume volume, FileEntry entry, boolean newest) {
        Duration age = age(entry);
        Duration seen = seen(entry);
        return volume.area() == Area.TRANSACTION
                ? settling.isWholeTransactionFile(!newest, age, seen)
                : settling.isWhole(age, seen);
    }

    Duration age(FileEntry entry) {
        return Duration.ofNanos(nanos(clock.instant()) - entry.mtimeNanos());
    }

    Duration seen(FileEntry entry) {
        return Duration.ofMillis(clock.millis() - entry.sinceMillis());
    }

    private long violation(LeafPlan plan, Child file, String inLeaf, String code, Map<Long, List<FileEntry>> before) {
        long identity = FileEntry.identityOf(inLeaf);
        List<FileEntry> known = before.getOrDefault(identity, List.of());
        long since =
                known.stream().mapToLong(FileEntry::sinceMillis).findFirst().orElseGet(clock::millis);
        FileEntry entry = new FileEntry(identity, '-', FileStatus.VIOLATION, size(file), file.mtimeNanos(), since);
        boolean reported = known.stream().anyMatch(old -> old.status() == FileStatus.VIOLATION);
        // A writer may be using a name of its own until the file is whole
        boolean waits = !settling.settle().isZero()
                && age(entry).compareTo(STRAY_AFTER) < 0
                && seen(entry).compareTo(STRAY_AFTER) < 0;
        if (!reported && !waits) {
            findings.violation(code, file.path());
        }
        plan.add(reported || !waits ? entry : entry.with(FileStatus.UNSETTLED));
        return identity;
    }

    private FileEntry entry(
            long identity, char flag, Child file, FileStatus status, Map<Long, List<FileEntry>> before) {
        long size = size(file);
        long mtime = file.mtimeNanos();
        long since = before.getOrDefault(identity, List.of()).stream()
                .filter(old -> old.flag() == flag && old.isWaiting() && old.isUnchanged(size, mtime))
                .mapToLong(FileEntry::sinceMillis)
                .findFirst()
                .orElseGet(clock::millis);
        return new FileEntry(identity, flag, status, size, mtime, since);
    }

    private static long size(Child file) {
        return file.isDirectory() ? 0 : file.attributes().size();
    }

    private static String relative(Path directory, Child file) {
        Path parent = file.path().getParent();
        return parent == null || parent.equals(directory)
                ? file.name()
                : relative(directory, new Child(Child.nameOf(parent), parent, file.attributes())) + "/" + file.name();
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
