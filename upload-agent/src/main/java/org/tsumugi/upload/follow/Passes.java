package org.tsumugi.upload.follow;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.send.Condition;

/** Goes over the storages again and again: what changes every day often, everything now and then. */
final class Passes {

    static final String HEADS = "heads";
    static final String FULL = "full";

    private static final String LAST_FULL = "full.at";
    private static final int REST_OF_HEADS = 4;
    private static final long LOOK_MILLIS = 500;

    private final List<Volume> volumes;
    private final Lanes lanes;
    private final Look look;
    private final Ledger ledger;
    private final Journal journal;
    private final Condition condition;
    private final Clock clock;
    private final Rounds rounds;
    private final LookRate rate;
    private final Position position = new Position();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private long headsDueNanos = System.nanoTime();

    Passes(
            List<Volume> volumes,
            Lanes lanes,
            Look look,
            Ledger ledger,
            Journal journal,
            Condition condition,
            Clock clock,
            Rounds rounds,
            LookRate rate) {
        this.volumes = volumes;
        this.lanes = lanes;
        this.look = look;
        this.ledger = ledger;
        this.journal = journal;
        this.condition = condition;
        this.clock = clock;
        this.rounds = rounds;
        this.rate = rate;
    }

    Position position() {
        return position;
    }

    Duration headsEvery() {
        return longer(position.lastHeads().multipliedBy(REST_OF_HEADS), rounds.headsEvery());
    }

    Duration fullEvery() {
        return longer(position.lastFull(), rounds.fullEvery());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Something may have happened unseen: the next pass begins soon. */
    void want() {
        wanted.set(true);
    }

    /** Works until interrupted. */
    void work() throws IOException, InterruptedException {
        while (true) {
            try {
                if (untilFull().isZero()) {
                    unsettled();
                    everyFile();
                } else {
                    often();
                }
                condition.enter("passes", Condition.State.IDLE);
            } catch (JournalException e) {
                throw e;
            } catch (IOException e) {
                // The hospital's disk is away for a while
                condition.enter("passes", Condition.State.BACKING_OFF, "STORAGE");
                headsDueNanos = System.nanoTime() + headsEvery().toNanos();
            }
            rest();
        }
    }

    private void often() throws IOException, InterruptedException {
        wanted.set(false);
        unsettled();
        timed(HEADS, Pass::heads, () -> {});
        headsDueNanos = System.nanoTime() + headsEvery().toNanos();
    }

    private Duration untilFull() throws JournalException {
        Instant last = journal.meta(LAST_FULL).map(Instant::parse).orElse(Instant.EPOCH);
        return longer(Duration.between(clock.instant(), last.plus(rounds.fullEvery())), Duration.ZERO);
    }

    private boolean isHeadsDue() {
        return wanted.get() || System.nanoTime() - headsDueNanos >= 0;
    }

    private void rest() throws IOException, InterruptedException {
        while (!isHeadsDue() && !untilFull().isZero()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /**
     * Has everything visited; returns when all of it has been settled. Whether nothing has changed in a folder is read from its time,
     * unless the last look at every file was too long ago.
     */
    void full() throws IOException, InterruptedException {
        if (untilFull().isZero()) {
            full(() -> {});
        } else {
            timed(FULL, pass -> pass.full(Visit.Depth.ALL), () -> {});
        }
    }

    /** What changes every day does not wait for a pass that takes hours, except for the first one, which has everything before it. */
    private void everyFile() throws IOException, InterruptedException {
        boolean first = journal.meta(LAST_FULL).isEmpty();
        full(first ? () -> {} : this::giveWay);
    }

    private void full(Pass.Breath breath) throws IOException, InterruptedException {
        Instant begun = clock.instant();
        timed(FULL, pass -> pass.full(Visit.Depth.FILES), breath);
        journal.meta(LAST_FULL, begun.toString());
    }

    private void giveWay() throws IOException, InterruptedException {
        double done = position.done();
        do {
            if (isHeadsDue()) {
                often();
                position.resume(FULL, done);
                condition.enter("passes", Condition.State.SCANNING);
            }
            TimeUnit.MILLISECONDS.sleep(Math.min(rate.left().toMillis(), LOOK_MILLIS));
        } while (!rate.left().isZero());
    }

    /** Has everything visited that waits for a second look. */
    void unsettled() throws IOException, InterruptedException {
        timed("unsettled", Pass::unsettled, () -> {});
    }

    @FunctionalInterface
    private interface Run {
        void of(Pass pass) throws IOException, InterruptedException;
    }

    private void timed(String kind, Run run, Pass.Breath breath) throws IOException, InterruptedException {
        long start = System.nanoTime();
        position.begin(kind);
        condition.enter("passes", Condition.State.SCANNING);
        for (int i = 0; i < volumes.size(); i++) {
            int number = i;
            Pass.Progress progress = done -> position.at((number + done) / volumes.size());
            run.of(new Pass(volumes.get(i), lanes, look, ledger, journal, progress, breath));
        }
        position.end(Duration.ofNanos(System.nanoTime() - start));
    }
}
