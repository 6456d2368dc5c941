package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.tsumugi.upload.journal.FileStatus;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;

/**
 * Goes through a volume and has every patient visited. How far it has come is in the journal, by groups of patients (one second-level
 * folder): a group counts when everything found in it has been settled, so a pass that was interrupted goes on where it was.
 */
final class Pass {

    private static final int PAGE = 500;

    private final Volume volume;
    private final Lanes lanes;
    private final Look look;
    private final Ledger ledger;
    private final Journal journal;
    private final Progress progress;
    private final Breath breath;

    /** Told how far a pass is. */
    @FunctionalInterface
    interface Progress {
        /** @param done between 0 and 1 */
        void at(double done);
    }

    /** Taken before each patient: others want the disk, and there may be something more urgent. */
    @FunctionalInterface
    interface Breath {
        void take() throws IOException, InterruptedException;
    }

    Pass(Volume volume, Lanes lanes, Look look, Ledger ledger, Journal journal, Progress progress, Breath breath) {
        this.volume = volume;
        this.lanes = lanes;
        this.look = look;
        this.ledger = ledger;
        this.journal = journal;
        this.progress = progress;
        this.breath = breath;
    }

    /**
     * What a pass that was interrupted has not seen yet, then what it had seen; a pass that ended starts anew.
     *
     * @param depth of the visits
     */
    void full(Visit.Depth depth) throws IOException, InterruptedException {
        String cursor = journal.meta(cursorName()).orElse("");
        Groups groups = new Groups();
        run(depth, cursor, "\uFFFF", groups);
        groups.awaitAll();
        if (!cursor.isEmpty()) {
            Groups seenBefore = new Groups();
            run(depth, "", cursor, seenBefore);
            seenBefore.awaitAll();
        }
        journal.meta(cursorName(), "");
    }

    /** Patients with something new among what changes every day. */
    void heads() throws IOException, InterruptedException {
        run(Visit.Depth.HEADS, "", "\uFFFF", new Groups());
    }

    /** Everything that waits for a second look, and what may have gone on since the last one. */
    void unsettled() throws IOException, InterruptedException {
        visitAll(after -> journal.dirty(volume.id(), after, PAGE));
        visitAll(after -> journal.young(volume.id(), after, PAGE));
    }

    /** Directories behind the given one. */
    @FunctionalInterface
    private interface Paged {
        List<String> behind(String after) throws JournalException;
    }

    private void visitAll(Paged paths) throws IOException, InterruptedException {
        List<String> page = paths.behind("");
        while (!page.isEmpty()) {
            for (String path : page) {
                // What lies too high up is looked at by every pass
                if (Volume.depth(path) >= volume.visitDepth()) {
                    lanes.backlog(Visit.toLeaf(volume, path));
                }
            }
            page = paths.behind(page.get(page.size() - 1));
        }
    }

    private String cursorName() {
        return "cursor." + volume.id();
    }

    /** Groups behind {@code after}, up to and including {@code until}. */
    private void run(Visit.Depth depth, String after, String until, Groups groups)
            throws IOException, InterruptedException {
        lanes.expect(true);
        try {
            walk(depth, after, until, groups);
        } finally {
            lanes.expect(false);
        }
    }

    private void walk(Visit.Depth depth, String after, String until, Groups groups)
            throws IOException, InterruptedException {
        if (volume.visitDepth() == 1) {
            List<Child> years = folders("");
            for (Child year : years) {
                if (isBetween(year.name(), after, until)) {
                    visit(year.name(), depth, groups.open(year.name(), depth));
                }
            }
            groups.sealAll();
            return;
        }
        List<Child> first = folders("");
        for (int i = 0; i < first.size(); i++) {
            progress.at((double) i / first.size());
            for (Child second : folders(first.get(i).name())) {
                String group = first.get(i).name() + "/" + second.name();
                if (isBetween(group, after, until)) {
                    Group opened = groups.open(group, depth);
                    for (Child patient : folders(group)) {
                        visit(group + "/" + patient.name(), depth, opened);
                    }
                    groups.seal(opened);
                }
            }
        }
        progress.at(1);
    }

    private static boolean isBetween(String group, String after, String until) {
        return group.compareTo(after) > 0 && group.compareTo(until) <= 0;
    }

    private void visit(String path, Visit.Depth depth, Group group) throws IOException, InterruptedException {
        breath.take();
        group.open.incrementAndGet();
        lanes.backlog(Visit.of(volume, path, depth).whenDone(group::visited));
    }

    /** Folders in it; files that lie between them are violations. */
    private List<Child> folders(String path) throws IOException, InterruptedException {
        List<Child> folders = new ArrayList<>();
        List<Child> strays = new ArrayList<>();
        for (Child child : children(path)) {
            if (child.isDirectory() && child.isReadable()) {
                if (!(path.isEmpty() && volume.isOtherStorage(child.name()))) {
                    folders.add(child);
                }
            } else {
                strays.add(child);
            }
        }
        Optional<LeafPlan> plan = look.strays(volume, path, strays);
        if (plan.isPresent()) {
            // A name of the storage that lies too high up is none
            for (Candidate candidate : plan.get().candidates()) {
                candidate.settle(FileStatus.VIOLATION);
            }
            ledger.row(plan.get());
        }
        return folders;
    }

    private List<Child> children(String path) throws IOException {
        try {
            return Child.of(volume.resolve(path));
        } catch (NoSuchFileException | NotDirectoryException e) {
            if (path.isEmpty()) {
                throw e;
            }
            return List.of();
        } catch (IOException e) {
            ledger.unreadable(volume.resolve(path), e);
            return List.of();
        }
    }

    /** Patients of one second-level folder. */
    private static final class Group {
        private final String name;
        private final Groups all;
        private final AtomicInteger open = new AtomicInteger(1);

        Group(String name, Groups all) {
            this.name = name;
            this.all = all;
        }

        void visited() {
            if (open.decrementAndGet() == 0) {
                all.advance();
            }
        }
    }

    /** The groups of one pass that have not been settled, in order. */
    private final class Groups {
        private final Deque<Group> waiting = new ArrayDeque<>();
        private boolean kept;

        synchronized Group open(String name, Visit.Depth depth) {
            kept = depth != Visit.Depth.HEADS;
            Group group = new Group(name, this);
            waiting.add(group);
            return group;
        }

        void seal(Group group) {
            group.visited();
        }

        void sealAll() {
            List<Group> all;
            synchronized (this) {
                all = List.copyOf(waiting);
            }
            all.forEach(this::seal);
        }

        synchronized void advance() {
            String reached = "";
            while (!waiting.isEmpty() && waiting.peek().open.get() == 0) {
                reached = waiting.remove().name;
            }
            if (!reached.isEmpty() && kept) {
                keep(reached);
            }
            notifyAll();
        }

        private void keep(String reached) {
            try {
                // What was found must be remembered before it is passed over
                ledger.write();
                journal.meta(cursorName(), reached);
            } catch (JournalException e) {
                System.getLogger(Pass.class.getName())
                        .log(System.Logger.Level.WARNING, "how far the pass has come cannot be remembered");
            }
        }

        synchronized void awaitAll() throws InterruptedException {
            while (!waiting.isEmpty()) {
                wait();
            }
        }
    }
}
