package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
    private static final Duration HEADS_EVERY = Duration.ofMinutes(10);
    private static final int REST_OF_HEADS = 4;
    private static final System.Logger LOG = System.getLogger(Follower.class.getName());

    private final List<Volume> volumes;
    private final Journal journal;
    private final Ledger ledger;
    private final Sending sending;
    private final Options options;
    private final Lanes lanes;
    private final Look look;
    private final List<Lane> all;
    private final List<TransactionTail> tails;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicBoolean passWanted = new AtomicBoolean();
    private final Position position = new Position();
    private volatile @Nullable DirectoryWatch watch;

    /**
     * How to follow.
     *
     * @param settle see {@code --settle}
     * @param quiet after which a transaction file counts as over
     * @param fullEvery time between two passes over everything
     */
    public record Options(
            Rules rules,
            int connections,
            int batchFiles,
            long batchBytes,
            Duration settle,
            Duration quiet,
            Duration fullEvery,
            int watchLimit,
            boolean trustDirectoryTimes,
            boolean forEver) {}

    /** How far the pass under way is. */
    public static final class Position {
        private String kind = "";
        private double done;
        private Duration lastHeads = Duration.ZERO;
        private Duration lastFull = Duration.ZERO;

        synchronized void at(double reached) {
            done = reached;
        }

        synchronized void begin(String pass) {
            kind = pass;
            done = 0;
        }

        synchronized void end(Duration heads, Duration full) {
            kind = "";
            lastHeads = heads.isZero() ? lastHeads : heads;
            lastFull = full.isZero() ? lastFull : full;
        }

        /** {@code full}, {@code heads}, or empty when there is none. */
        public synchronized String kind() {
            return kind;
        }

        /** Between 0 and 1. */
        public synchronized double done() {
            return done;
        }

        synchronized Duration lastHeads() {
            return lastHeads;
        }

        synchronized Duration lastFull() {
            return lastFull;
        }
    }

    public Follower(
            List<Volume> volumes, Journal journal, Ledger ledger, Server server, Sending sending, Options options) {
        this.volumes = List.copyOf(volumes);
        this.journal = journal;
        this.ledger = ledger;
        this.sending = sending;
        this.options = options;
        Settling settling = new Settling(options.settle(), options.quiet());
        Clock clock = sending.clock();
        Supplier<Set<String>> refused = sending.refusals()::patients;
        this.look = new Look(journal, settling, options.rules(), refused, options.trustDirectoryTimes(), clock, ledger);
        Visitor visitor = new Visitor(journal, look, clock, ledger, this::seen);
        Lane.Limits limits = new Lane.Limits(options.batchFiles(), options.batchBytes(), options.forEver());
        this.all = IntStream.range(0, options.connections())
                .mapToObj(number -> new Lane(
                        visitor, look, settling, new Delivery("lane-" + number, server, sending), ledger, limits))
                .toList();
        this.lanes = new Lanes(all);
        List<Volume> standardized = volumes.stream()
                .filter(volume -> volume.area() == Area.STANDARDIZED)
                .toList();
        this.tails = volumes.stream()
                .filter(volume -> volume.area() == Area.TRANSACTION)
                .map(volume -> new TransactionTail(
                        volume,
                        standardized,
                        journal,
                        lanes,
                        new TransactionTail.Records(
                                new Delivery("records-" + volume.id(), server, sending),
                                options.rules(),
                                refused,
                                ledger,
                                clock,
                                options.settle().isZero() ? Duration.ZERO : options.quiet(),
                                limits)))
                .toList();
    }

    /** How far the pass under way is. */
    public Position position() {
        return position;
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
        Duration full =
                position.lastFull().compareTo(options.fullEvery()) > 0 ? position.lastFull() : options.fullEvery();
        Duration look = Duration.ofMillis(TAIL_EVERY_MILLIS).plus(options.settle());
        return new WorstDelay(look, headsEvery().plus(look), full.plus(look));
    }

    private Duration headsEvery() {
        Duration rest = position.lastHeads().multipliedBy(REST_OF_HEADS);
        return rest.compareTo(HEADS_EVERY) > 0 ? rest : HEADS_EVERY;
    }

    // ---- once ----

    /**
     * Sends everything there is; returns when all of it has been settled.
     *
     * @throws RefusedException when the server refuses the client or the facility altogether
     * @throws IOException when a storage cannot be read, or the server took nothing for longer than the patience
     */
    public void once() throws IOException, InterruptedException {
        for (Volume volume : volumes) {
            if (!Files.isDirectory(volume.root())) {
                throw new NoSuchFileException(volume.root().toString(), null, "no such storage");
            }
        }
        startLanes();
        Thread sources = start("sources", () -> {
            takeUpRules();
            for (TransactionTail tail : tails) {
                tail.read();
            }
            full();
            lanes.awaitIdle();
            while (lanes.haveOverflowed()) {
                unsettled();
                lanes.awaitIdle();
            }
        });
        while (sources.isAlive() && failure.get() == null) {
            sources.join(100);
        }
        throwFailure();
        ledger.write();
    }

    // ---- for ever ----

    /** Follows until interrupted. */
    public void forEver() throws IOException, InterruptedException {
        startWatch();
        startLanes();
        for (TransactionTail tail : tails) {
            start("tail", () -> follow(tail));
        }
        start("passes", this::passes);
        start("rules", this::watchRules);
        failed.await();
        throwFailure();
    }

    private void startWatch() throws IOException {
        DirectoryWatch started =
                new DirectoryWatch(lanes, options.watchLimit(), sending.clock(), () -> passWanted.set(true));
        watch = started;
        start("watch", () -> {
            for (Volume volume : volumes) {
                if (volume.area() != Area.TRANSACTION && !begin(started, volume)) {
                    LOG.log(
                            System.Logger.Level.INFO,
                            "changes of the {0} storage cannot be watched there; passes find them",
                            volume.area());
                }
            }
            started.work();
        });
    }

    private static boolean begin(DirectoryWatch watch, Volume volume) {
        try {
            return watch.begin(volume);
        } catch (IOException e) {
            return false;
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
                sending.condition().enter("tail", Condition.State.BACKING_OFF, "STORAGE");
            }
            TimeUnit.MILLISECONDS.sleep(TAIL_EVERY_MILLIS);
        }
    }

    private void passes() throws IOException, InterruptedException {
        takeUpRules();
        Instant lastFull = journal.meta("full.at").map(Instant::parse).orElse(Instant.EPOCH);
        while (true) {
            try {
                unsettled();
                Instant now = sending.clock().instant();
                if (!now.isBefore(lastFull.plus(options.fullEvery()))) {
                    full();
                    lastFull = now;
                    journal.meta("full.at", now.toString());
                } else {
                    heads();
                }
                sending.condition().enter("passes", Condition.State.IDLE);
            } catch (JournalException e) {
                throw e;
            } catch (IOException e) {
                sending.condition().enter("passes", Condition.State.BACKING_OFF, "STORAGE");
            }
            rest();
        }
    }

    /** Until the next pass is due, or something may have happened unseen. */
    private void rest() throws InterruptedException {
        long end = System.nanoTime() + headsEvery().toNanos();
        while (System.nanoTime() - end < 0 && !passWanted.getAndSet(false)) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private void watchRules() throws IOException, InterruptedException {
        while (true) {
            TimeUnit.SECONDS.sleep(10);
            if (takeUpRules()) {
                unsettled();
            }
        }
    }

    /** @return whether something that was skipped may have to be sent now */
    private boolean takeUpRules() throws IOException, InterruptedException {
        try {
            sending.refusals().ensureKnown();
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            // Sending waits for the list; looking does not have to
            LOG.log(System.Logger.Level.DEBUG, "the list of refusals is not known yet");
            return false;
        }
        String now = options.rules().fingerprint(sending.refusals().patients());
        Optional<String> before = journal.meta("rules");
        if (before.isPresent() && before.get().equals(now)) {
            return false;
        }
        journal.markSkippedDirty();
        journal.meta("rules", now);
        return before.isPresent();
    }

    // ---- passes ----

    @FunctionalInterface
    private interface Run {
        void of(Pass pass) throws IOException, InterruptedException;
    }

    private void full() throws IOException, InterruptedException {
        Duration took = timed("full", Pass::full);
        position.end(Duration.ZERO, took);
    }

    private void heads() throws IOException, InterruptedException {
        Duration took = timed("heads", Pass::heads);
        position.end(took, Duration.ZERO);
    }

    private void unsettled() throws IOException, InterruptedException {
        timed("unsettled", Pass::unsettled);
        position.end(Duration.ZERO, Duration.ZERO);
    }

    private Duration timed(String kind, Run run) throws IOException, InterruptedException {
        long start = System.nanoTime();
        position.begin(kind);
        sending.condition().enter("passes", Condition.State.SCANNING);
        for (int i = 0; i < volumes.size(); i++) {
            int number = i;
            run.of(new Pass(
                    volumes.get(i),
                    lanes,
                    look,
                    ledger,
                    journal,
                    done -> position.at((number + done) / volumes.size())));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    // ---- threads ----

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void startLanes() {
        for (int i = 0; i < all.size(); i++) {
            start("lane-" + i, all.get(i)::work);
        }
    }

    private Thread start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException | RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                        failed.countDown();
                    }
                },
                "upload-" + name);
        thread.setDaemon(true);
        synchronized (threads) {
            threads.add(thread);
        }
        thread.start();
        return thread;
    }

    private void throwFailure() throws IOException {
        Throwable cause = failure.get();
        if (cause instanceof RefusedException refused) {
            throw refused;
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause != null) {
            throw new IllegalStateException("a thread of the agent failed", cause);
        }
    }

    /** Stops all threads; what was not acknowledged is sent in the next run. */
    @Override
    public void close() throws IOException {
        List<Thread> started;
        synchronized (threads) {
            started = List.copyOf(threads);
        }
        started.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : started) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        DirectoryWatch current = watch;
        if (current != null) {
            current.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
