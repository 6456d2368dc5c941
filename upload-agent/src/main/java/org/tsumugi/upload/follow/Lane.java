package org.tsumugi.upload.follow;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tsumugi.upload.journal.DirectoryRow;
import org.tsumugi.upload.journal.FileStatus;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.send.Delivery;
import org.tsumugi.upload.send.Outgoing;
import org.tsumugi.upload.send.Settled;

/** One connection: visits its patients one after the other and sends what they have, one batch at a time. */
final class Lane {

    /** How long a file that does not settle holds back the later ones of its patient. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(2);

    private static final Duration FAILED_AGAIN = Duration.ofMinutes(10);

    private final LaneQueue queue = new LaneQueue();
    private final Visitor visitor;
    private final Look look;
    private final Settling settling;
    private final Delivery delivery;
    private final Ledger ledger;
    private final Limits limits;

    private final List<Candidate> gathered = new ArrayList<>();
    private final List<Outgoing> outgoing = new ArrayList<>();
    private long bytes;

    /**
     * @param files most files of one batch
     * @param bytes content bytes after which a batch is closed; a larger file goes by itself
     * @param retryFailed whether files that failed are tried again in this run
     */
    record Limits(int files, long bytes, boolean retryFailed) {}

    /** A visit until everything it found has been settled. */
    private final class Ending {
        private final Visit visit;
        private final Optional<DirectoryRow> place;
        private int open;

        Ending(Visit visit, Optional<DirectoryRow> place, int open) {
            this.visit = visit;
            this.place = place;
            this.open = open + 1;
        }

        void settled(LeafPlan plan) throws JournalException {
            DirectoryRow row = ledger.row(plan);
            boolean waits = has(row, FileStatus.UNSETTLED);
            if (waits || (has(row, FileStatus.FAILED) && limits.retryFailed())) {
                Duration delay = waits ? settling.settle() : FAILED_AGAIN;
                queue.addDelayed(
                        Visit.toLeaf(plan.volume(), plan.path()),
                        System.nanoTime() + Math.max(delay.toNanos(), TimeUnit.MILLISECONDS.toNanos(100)));
            }
            step();
        }

        private static boolean has(DirectoryRow row, FileStatus status) {
            return row.entries().stream().anyMatch(entry -> entry.status() == status);
        }

        void step() throws JournalException {
            open--;
            if (open == 0) {
                if (place.isPresent()) {
                    ledger.row(place.get());
                }
                visit.done();
            }
        }
    }

    Lane(Visitor visitor, Look look, Settling settling, Delivery delivery, Ledger ledger, Limits limits) {
        this.visitor = visitor;
        this.look = look;
        this.settling = settling;
        this.delivery = delivery;
        this.ledger = ledger;
        this.limits = limits;
    }

    LaneQueue queue() {
        return queue;
    }

    /** Works until interrupted. */
    void work() throws IOException, InterruptedException {
        while (true) {
            boolean fresh = queue.hasHot();
            Optional<Visit> next = queue.pollSoon();
            if (next.isEmpty()) {
                flush();
                ledger.write();
                next = Optional.of(queue.take());
            }
            visit(next.get());
            if (fresh && !queue.hasHot()) {
                flush();
            }
        }
    }

    private void visit(Visit visit) throws IOException, InterruptedException {
        // What is on its way is not in the journal yet, and would be found once more
        if (gathered.stream().anyMatch(candidate -> candidate.plan().isBelow(visit.place()))) {
            flush();
            ledger.write();
        }
        Visitor.Found found = visitor.visit(visit);
        Ending ending = new Ending(visit, found.place(), found.plans().size());
        List<Candidate> candidates = new ArrayList<>();
        for (LeafPlan plan : found.plans()) {
            candidates.addAll(plan.candidates());
        }
        for (LeafPlan plan : found.plans()) {
            plan.whenSettled(ending::settled);
        }
        candidates.sort(Candidate.ORDER);
        boolean hold = false;
        for (Candidate candidate : candidates) {
            if (hold || !candidate.ready() || !gather(candidate)) {
                candidate.settle(FileStatus.UNSETTLED);
                hold |= look.seen(candidate.entry()).compareTo(LONGEST_HOLD) < 0;
            }
        }
        ending.step();
    }

    /** @return false when the file is not whole */
    private boolean gather(Candidate candidate) throws IOException, InterruptedException {
        if (candidate.entry().size() > limits.bytes()) {
            flush();
            add(
                    candidate,
                    Outgoing.large(
                            candidate.name(),
                            candidate.file(),
                            candidate.entry().size()));
            flush();
            return true;
        }
        Optional<byte[]> content;
        try {
            content = Content.read(candidate.file(), candidate.attributes());
        } catch (IOException e) {
            ledger.unreadable(candidate.file(), e);
            candidate.settle(FileStatus.FAILED);
            return true;
        }
        boolean whole = content.isPresent()
                && settling.isPlausible(
                        candidate.name().area(),
                        content.get(),
                        look.age(candidate.entry()),
                        look.seen(candidate.entry()));
        if (!whole) {
            return false;
        }
        if (bytes + content.get().length > limits.bytes()) {
            flush();
        }
        add(candidate, Outgoing.small(candidate.name(), content.get()));
        if (outgoing.size() >= limits.files()) {
            flush();
        }
        return true;
    }

    private void add(Candidate candidate, Outgoing file) {
        gathered.add(candidate);
        outgoing.add(file);
        bytes += file.content().length;
    }

    private void flush() throws IOException, InterruptedException {
        if (outgoing.isEmpty()) {
            return;
        }
        delivery.deliver(List.copyOf(outgoing), this::settled);
        gathered.clear();
        outgoing.clear();
        bytes = 0;
        ledger.write();
    }

    private void settled(Settled settled) throws JournalException {
        Candidate candidate = gathered.get(settled.number());
        boolean gone =
                settled.result() == Settled.Result.FAILED && settled.answer().status() == 0;
        if (gone || (settled.file().file().isPresent() && !isStillTheSame(candidate))) {
            candidate.settle(FileStatus.UNSETTLED);
            return;
        }
        ledger.settled(settled, candidate.isRename());
        candidate.settle(
                switch (settled.result()) {
                    case ACKNOWLEDGED -> FileStatus.ACKNOWLEDGED;
                    case REFUSED -> FileStatus.REFUSED;
                    case FAILED, UNREADABLE -> FileStatus.FAILED;
                    case WITHDRAWN -> FileStatus.SKIPPED;
                });
    }

    private static boolean isStillTheSame(Candidate candidate) {
        try {
            return Content.isUnchanged(candidate.file(), candidate.attributes());
        } catch (IOException e) {
            return false;
        }
    }
}
