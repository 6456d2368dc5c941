package org.tsumugi.server.receive;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.journal.IssueCodes;
import org.tsumugi.server.journal.TransactionQueue;
import org.tsumugi.server.journal.TransactionQueue.RecordIssue;
import org.tsumugi.server.journal.TransactionQueue.TransactionFile;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.RawStoreAwayException;

/**
 * Takes received files of the transaction storage apart: each record enters the journal as the file of the standardized storage that
 * it became there, under the same name, so that it does not matter from which of the two it was received. From there on nothing knows
 * the difference.
 *
 * <p>Facilities take turns of a second or two, each with one file at a time, so that nobody waits for the end of another one's file.
 */
public final class TransactionSplitter {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionSplitter.class);

    private static final int THREADS = 2;
    private static final int SET_ASIDE_AFTER = 4;
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(8);

    private final TransactionQueue queue;
    private final RawStore raw;
    private final Intake intake;
    private final int mostBytes;
    private final Turns<TransactionSplit> turns = new Turns<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /** A splitter that does nothing until {@link #start()}. */
    public TransactionSplitter(TransactionQueue queue, RawStore raw, Intake intake, ReceiveLimits limits) {
        this.queue = queue;
        this.raw = raw;
        this.intake = intake;
        this.mostBytes = (int) Math.min(Integer.MAX_VALUE - 8L, limits.fileBytes());
    }

    /** Starts looking for files. */
    public void start() {
        for (int i = 1; i <= THREADS; i++) {
            Thread thread = new Thread(this::work, "transaction-splitter-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Leaves the files at hand for the next start. */
    public void stop() {
        stopping = true;
        try {
            // one that is interrupted may not come to put its file back, which then waits until nobody has it any more
            long until = System.nanoTime() + FINISH_WITHIN.toNanos();
            for (Thread thread : threads) {
                thread.join(
                        Math.max(1, Duration.ofNanos(until - System.nanoTime()).toMillis()));
            }
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join(LOOK_AGAIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        turns.takeBegun().forEach(split -> {
            close(split);
            queue.putBack(split.file(), false, Duration.ZERO);
        });
    }

    private void work() {
        while (!stopping) {
            try {
                if (!takeTurn()) {
                    Thread.sleep(LOOK_AGAIN.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // whatever it was, files are waiting and nobody else will come for them
                LOG.error(
                        "Transaction files cannot be split; trying again: {}",
                        e.getClass().getName());
                stopping |= !pause();
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Does what the next facility's turn is, and says whether there was one. */
    private boolean takeTurn() {
        Optional<Turns.Turn<TransactionSplit>> turn = turns.next(queue.facilities());
        if (turn.isEmpty()) {
            return false;
        }
        String facility = turn.get().facility();
        @Nullable TransactionSplit unfinished = null;
        try {
            unfinished = advance(facility, turn.get().begun());
        } finally {
            if (unfinished == null) {
                turns.end(facility);
            } else {
                turns.pause(facility, unfinished);
            }
        }
        return true;
    }

    /** Returns what is to be gone on with; null when the facility has nothing begun any more. */
    private @Nullable TransactionSplit advance(String facility, @Nullable TransactionSplit begun) {
        if (begun != null) {
            return advance(begun);
        }
        Optional<TransactionFile> taken = queue.take(facility, TransactionSplit.MINE_FOR);
        return taken.isEmpty() ? null : advance(new TransactionSplit(taken.get(), queue, raw, intake, mostBytes));
    }

    private @Nullable TransactionSplit advance(TransactionSplit split) {
        boolean goesOn = false;
        try {
            goesOn = !split.advance(endOfTurn());
            if (!goesOn) {
                queue.settle(split.file(), split.state(), split.issues());
            }
        } catch (IOException e) {
            boolean isItsFault = !(e instanceof RawStoreAwayException);
            failed(split.file(), e, isItsFault && split.file().attempts() + 1 >= SET_ASIDE_AFTER);
        } catch (RuntimeException | OutOfMemoryError e) {
            goesOn = false;
            failed(split.file(), e, false);
        } finally {
            if (!goesOn) {
                close(split);
            }
        }
        return goesOn ? split : null;
    }

    private BooleanSupplier endOfTurn() {
        long end = System.nanoTime() + TURN.toNanos();
        return () -> stopping || System.nanoTime() - end >= 0;
    }

    private static void close(TransactionSplit split) {
        try {
            split.close();
        } catch (IOException e) {
            LOG.warn(
                    "Receipt {} could not be closed: {}",
                    split.file().receipt(),
                    e.getClass().getName());
        }
    }

    /** Only a file that cannot be read is set aside; a store or database that has no room now will have some later. */
    private void failed(TransactionFile file, Throwable e, boolean setAside) {
        if (stopping) {
            queue.putBack(file, false, Duration.ZERO);
            return;
        }
        LOG.error(
                "Receipt {} could not be split: {}",
                file.receipt(),
                e.getClass().getName());
        if (setAside) {
            queue.settle(
                    file,
                    FileState.QUARANTINED,
                    List.of(new RecordIssue(
                            IssueCodes.STORE_REJECTED,
                            "FATAL",
                            "the file could not be read again; the log has the reason under its receipt")));
        } else {
            boolean isItsFault = e instanceof IOException && !(e instanceof RawStoreAwayException);
            queue.putBack(file, isItsFault, TRY_AGAIN_AFTER);
        }
    }
}
