package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.rule.Area;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.send.Condition;
import org.tsumugi.upload.send.Delivery;
import org.tsumugi.upload.send.Delivery.Sending;
import org.tsumugi.upload.send.RefusedException;
import org.tsumugi.upload.send.Server;

/** Follows all storages of one facility: once, or for ever. Its threads are this facility's connections and sources. */
public final class Follower implements AutoCloseable {

    private static final long TAIL_EVERY_MILLIS = 2_000;
    private static final long RULES_EVERY_SECONDS = 10;
    private static final System.Logger LOG = System.getLogger(Follower.class.getName());

    private final List<Volume> volumes;
    private final Journal journal;
    private final Ledger ledger;
    private final Sending sending;
    private final Options options;
    private final List<Lane> all;
    private final Lanes lanes;
    private final Passes passes;
    private final RuleChanges changes;
    private final List<TransactionTail> tails;
    private final Threads threads = new Threads();
    private volatile @Nullable DirectoryWatch watch;

    /**
     * How to follow.
     *
     * @param settle see {@code --settle}
     * @param quiet after which a transaction file counts as over
     * @param rounds how often what is known is looked at again
     */
    public record Options(
            Rules rules,
            int connections,
            int batchFiles,
            long batchBytes,
            Duration settle,
            Duration quiet,
            Rounds rounds,
            int watchLimit,
            boolean trustDirectoryTimes,
            boolean forEver) {}

    public Follower(
            List<Volume> volumes, Journal journal, Ledger ledger, Server server, Sending sending, Options options)
            throws JournalException {
        this.volumes = List.copyOf(volumes);
        this.journal = journal;
        this.ledger = ledger;
        this.sending = sending;
        this.options = options;
        Settling settling = new Settling(options.settle(), options.quiet());
        Clock clock = sending.clock();
        LookRate rate = new LookRate(options.forEver() ? options.rounds().lookRate() : 0);
        Look look = new Look(
                journal,
                settling,
                options.rules(),
                sending.refusals(),
                options.trustDirectoryTimes(),
                clock,
                ledger,
                rate);
        Visitor visitor = new Visitor(journal, look, clock, ledger, this::seen);
        Lane.Limits limits = new Lane.Limits(options.batchFiles(), options.batchBytes(), options.forEver());
        this.all = IntStream.range(0, options.connections())
                .mapToObj(number -> new Lane(
                        visitor, look, settling, new Delivery("lane-" + number, server, sending), ledger, limits))
                .toList();
        this.lanes = new Lanes(all.stream().map(Lane::queue).toList());
        this.passes = new Passes(
                this.volumes, lanes, look, ledger, journal, sending.condition(), clock, options.rounds(), rate);
        this.changes = new RuleChanges(journal, ledger, options.rules(), sending.refusals());
        this.tails = volumes.stream()
                .filter(volume -> volume.area() == Area.TRANSACTION)
                .map(volume -> tail(volume, server, limits))
                .toList();
    }

    private TransactionTail tail(Volume volume, Server server, Lane.Limits limits) {
        TransactionRecords records = new TransactionRecords(
                volume,
                journal,
                ledger,
                new Delivery("records-" + volume.id(), server, sending),
                options.rules(),
                sending.refusals(),
                changes,
                sending.clock(),
                options.settle().isZero() ? Duration.ZERO : options.quiet(),
                limits);
        List<Volume> standardized = volumes.stream()
                .filter(each -> each.area() == Area.STANDARDIZED)
                .toList();
        return new TransactionTail(volume, standardized, journal, lanes, records);
    }

    /** How far the pass under way is. */
    public Position position() {
        return passes.position();
    }

    /**
     * The longest time between a change and its sending, while the server takes files.
     *
     * @param watched where changes are seen or written to a transaction storage
     * @param newDate a new 診療日 or undated file of a patient that is not watched
     * @param late a change below an old 診療日 of a patient that is not watched
     */
    public record WorstDelay(Duration watched, Duration newDate, Duration late) {}

    /** See there. */
    public WorstDelay worstDelay() {
        Duration look = Duration.ofMillis(TAIL_EVERY_MILLIS).plus(options.settle());
        return new WorstDelay(
                look, passes.headsEvery().plus(look), passes.fullEvery().plus(look));
    }

    /**
     * Sends everything there is; returns when all of it has been settled.
     *
     * @throws RefusedException when the server refuses the client or the facility altogether
     * @throws IOException when a storage cannot be read, or the server took nothing for longer than the patience
     */
    public void once() throws IOException, InterruptedException {
        for (Volume volume : volumes) {
            if (!Files.isDirectory(volume.root())) {
                throw new NoSuchStorageException(volume.root());
            }
        }
        startLanes();
        threads.await(threads.start("sources", this::everything));
        ledger.write();
    }

    private void everything() throws IOException, InterruptedException {
        changes.takeUp();
        boolean over = readTails();
        passes.full();
        lanes.awaitIdle();
        while (lanes.haveOverflowed()) {
            passes.unsettled();
            lanes.awaitIdle();
        }
        while (!over) {
            TimeUnit.MILLISECONDS.sleep(TAIL_EVERY_MILLIS);
            over = readTails();
        }
        lanes.awaitIdle();
    }

    private boolean readTails() throws IOException, InterruptedException {
        boolean over = true;
        for (TransactionTail tail : tails) {
            over &= tail.read();
        }
        return over;
    }

    /** What goes on beside it and may end it by failing. */
    @FunctionalInterface
    public interface Beside {
        /** Works until interrupted. */
        void work() throws IOException, InterruptedException;
    }

    /** Follows until interrupted, or until something fails. */
    public void forEver(Beside beside) throws IOException, InterruptedException {
        DirectoryWatch started =
                new DirectoryWatch(lanes, journal, options.watchLimit(), sending.clock(), passes::want);
        watch = started;
        threads.start("watch", () -> started.work(volumes));
        startLanes();
        for (TransactionTail tail : tails) {
            threads.start("tail", () -> follow(tail));
        }
        threads.start("passes", () -> {
            changes.takeUp();
            passes.work();
        });
        threads.start("rules", this::followRules);
        threads.start("store", beside::work);
        threads.awaitFailure();
    }

    private void startLanes() {
        for (int i = 0; i < all.size(); i++) {
            threads.start("lane-" + i, all.get(i)::work);
        }
    }

    private void seen(Volume volume, String path, long mtimeNanos) {
        DirectoryWatch current = watch;
        if (current != null) {
            current.seen(volume, path, mtimeNanos);
        }
    }

    private void follow(TransactionTail tail) throws IOException, InterruptedException {
        while (true) {
            try {
                tail.read();
                sending.condition().enter("tail", Condition.State.IDLE);
            } catch (RefusedException | JournalException e) {
                throw e;
            } catch (IOException e) {
                // The hospital's disk is away for a while: the records are still there when it is back
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "the transaction storage cannot be read: {0}",
                        e.getClass().getSimpleName());
                sending.condition().enter("tail", Condition.State.BACKING_OFF, "STORAGE");
            }
            TimeUnit.MILLISECONDS.sleep(TAIL_EVERY_MILLIS);
        }
    }

    private void followRules() throws IOException, InterruptedException {
        while (true) {
            TimeUnit.SECONDS.sleep(RULES_EVERY_SECONDS);
            if (changes.takeUp()) {
                passes.want();
            }
        }
    }

    /** Stops all threads; when it returns, none of them writes into the journal any more. */
    public void stopForGood() throws InterruptedException {
        threads.stopForGood();
    }

    /** Stops all threads; what was not acknowledged is sent in the next run. */
    @Override
    public void close() throws IOException {
        threads.stop();
        DirectoryWatch current = watch;
        if (current != null) {
            current.close();
        }
    }
}
