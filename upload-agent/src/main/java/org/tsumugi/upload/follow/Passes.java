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
    private static final Duration HEADS_EVERY = Duration.ofMinutes(10);
    private static final int REST_OF_HEADS = 4;
    private static final long LOOK_MILLIS = 500;

    private final List<Volume> volumes;
    private final Lanes lanes;
    private final Look look;
    private final Ledger ledger;
    private final Journal journal;
    private final Condition condition;
    private final Clock clock;
    private final Duration fullEvery;
    private final Position position = new Position();
    private final AtomicBoolean wanted = new AtomicBoolean();

    Passes(
            List<Volume> volumes,
            Lanes lanes,
            Look look,
            Ledger ledger,
            Journal journal,
            Condition condition,
            Clock clock,
            Duration fullEvery) {
        this.volumes = volumes;
        this.lanes = lanes;
        this.look = look;
        this.ledger = ledger;
        this.journal = journal;
        this.condition = condition;
        this.clock = clock;
        this.fullEvery = fullEvery;
    }

    Position position() {
        return position;
    }

    Duration headsEvery() {
        return longer(position.lastHeads().multipliedBy(REST_OF_HEADS), HEADS_EVERY);
    }

    Duration fullEvery() {
        return longer(position.lastFull(), fullEvery);
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
                unsettled();
                if (untilFull().isZero()) {
                    full();
                } else {
                    timed(HEADS, Pass::heads);
                }
                condition.enter("passes", Condition.State.IDLE);
            } catch (JournalException e) {
                throw e;
            } catch (IOException e) {
                // The hospital's disk is away for a while
                condition.enter("passes", Condition.State.BACKING_OFF, "STORAGE");
            }
            rest();
        }
    }

    private Duration untilFull() throws JournalException {
        Instant last = journal.meta(LAST_FULL).map(Instant::parse).orElse(Instant.EPOCH);
        return longer(Duration.between(clock.instant(), last.plus(fullEvery)), Duration.ZERO);
    }

    private void rest() throws IOException, InterruptedException {
        long end = System.nanoTime() + headsEvery().toNanos();
        while (System.nanoTime() - end < 0
                && !wanted.getAndSet(false)
                && !untilFull().isZero()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Has everything visited; returns when all of it has been settled. */
    void full() throws IOException, InterruptedException {
        Instant begun = clock.instant();
        timed(FULL, Pass::full);
        journal.meta(LAST_FULL, begun.toString());
    }

    /** Has everything visited that waits for a second look. */
    void unsettled() throws IOException, InterruptedException {
        timed("unsettled", Pass::unsettled);
    }

    @FunctionalInterface
    private interface Run {
        void of(Pass pass) throws IOException, InterruptedException;
    }

    private void timed(String kind, Run run) throws IOException, InterruptedException {
        long start = System.nanoTime();
        position.begin(kind);
        condition.enter("passes", Condition.State.SCANNING);
        for (int i = 0; i < volumes.size(); i++) {
            int number = i;
            Pass.Progress progress = done -> position.at((number + done) / volumes.size());
            run.of(new Pass(volumes.get(i), lanes, look, ledger, journal, progress));
        }
        position.end(Duration.ofNanos(System.nanoTime() - start));
    }
}
