package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;

/** Goes through the folders of one patient. */
final class Visitor {

    private static final int RECENT_DAYS = 14;

    private final Journal journal;
    private final Look look;
    private final Clock clock;
    private final Look.Findings findings;
    private final Activity activity;

    /** Told which folders live. */
    @FunctionalInterface
    interface Activity {
        void seen(Volume volume, String path, long mtimeNanos);
    }

    /** What a visit found. */
    record Found(List<LeafPlan> plans, Optional<DirectoryRow> place) {}

    Visitor(Journal journal, Look look, Clock clock, Look.Findings findings, Activity activity) {
        this.journal = journal;
        this.look = look;
        this.clock = clock;
        this.findings = findings;
        this.activity = activity;
    }

    Found visit(Visit visit) throws IOException {
        Found found = find(visit);
        List<LeafPlan> plans = new ArrayList<>(found.plans());
        addGone(visit, plans);
        return new Found(plans, found.place());
    }

    private Found find(Visit visit) throws IOException {
        Volume volume = visit.place().volume();
        String path = visit.place().path();
        if (volume.leafDepth() == 0) {
            return new Found(
                    look.leaf(volume, path, reason(visit, path)).stream().toList(), Optional.empty());
        }
        Optional<DirectoryRow> known = journal.row(volume.id(), path);
        List<LeafPlan> plans = new ArrayList<>();
        if (visit.depth() == Visit.Depth.NAMED && known.isPresent()) {
            for (String leaf : visit.leaves()) {
                // One that lies below another named one comes with it
                if (!visit.names(leaf.substring(0, leaf.lastIndexOf('/')))) {
                    descend(visit, leaf, depthBelowPlace(volume, leaf), false, plans);
                }
            }
            return new Found(plans, Optional.empty());
        }
        long looked = clock.millis() * 1_000_000;
        Optional<Long> mtime = mtime(volume, path);
        if (mtime.isEmpty()) {
            return new Found(plans, Optional.empty());
        }
        boolean heads = visit.depth() == Visit.Depth.HEADS
                && known.map(row -> row.isClean(mtime.get())).orElse(false);
        descend(visit, path, 0, heads, plans);
        // Files that lie beside the dates, if any, are in the plan of the same path
        boolean strays = plans.stream().anyMatch(plan -> plan.path().equals(path));
        return new Found(
                plans,
                strays
                        ? Optional.empty()
                        : Optional.of(new DirectoryRow(volume.id(), path, mtime.get(), looked, List.of())));
    }

    /** What waits in a named directory that is not there any more: no folder above it leads there. */
    private void addGone(Visit visit, List<LeafPlan> plans) throws JournalException {
        Volume volume = visit.place().volume();
        for (String leaf : visit.leaves()) {
            boolean planned = plans.stream().anyMatch(plan -> plan.path().equals(leaf));
            if (!planned && Files.notExists(volume.resolve(leaf))) {
                look.leaf(volume, leaf, Look.Reason.TOLD).ifPresent(plans::add);
            }
        }
    }

    private static int depthBelowPlace(Volume volume, String path) {
        return Volume.depth(path) - volume.visitDepth();
    }

    private static Look.Reason reason(Visit visit, String path) {
        if (visit.names(path)) {
            return Look.Reason.TOLD;
        }
        return visit.depth() == Visit.Depth.FILES ? Look.Reason.EVERY_FILE : Look.Reason.NONE;
    }

    private void descend(Visit visit, String path, int depth, boolean headsOnly, List<LeafPlan> plans)
            throws IOException {
        Volume volume = visit.place().volume();
        // Watched first, looked at then: what comes between the two is seen by one of them
        mtime(volume, path).ifPresent(mtime -> activity.seen(volume, path, mtime));
        if (depth == volume.leafDepth()) {
            look.leaf(volume, path, reason(visit, path)).ifPresent(plans::add);
            return;
        }
        List<Child> files = new ArrayList<>();
        for (Child child : children(volume, path)) {
            if (!child.isDirectory() || !child.isReadable()) {
                files.add(child);
            } else if (depth > 0 || !headsOnly || isHead(child.name()) || isNamed(visit, path + "/" + child.name())) {
                descend(visit, path + "/" + child.name(), depth + 1, headsOnly, plans);
            }
        }
        look.strays(volume, path, files).ifPresent(plans::add);
    }

    private List<Child> children(Volume volume, String path) throws IOException {
        try {
            return Child.of(volume.resolve(path));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            findings.unreadable(volume.resolve(path), e);
            return List.of();
        }
    }

    /** A second look that came along with a visit for another reason is not to be lost. */
    private static boolean isNamed(Visit visit, String path) {
        return visit.names(path) || visit.namesBelow(path);
    }

    private boolean isHead(String date) {
        return date.length() != 8
                || date.compareTo(LocalDate.now(clock).minusDays(RECENT_DAYS).format(DateTimeFormatter.BASIC_ISO_DATE))
                        >= 0;
    }

    /** A disk that is away, or a folder that nobody may read, is no reason to stop. */
    private Optional<Long> mtime(Volume volume, String path) {
        try {
            return Optional.of(Files.readAttributes(volume.resolve(path), BasicFileAttributes.class)
                    .lastModifiedTime()
                    .to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            findings.unreadable(volume.resolve(path), e);
            return Optional.empty();
        }
    }
}
