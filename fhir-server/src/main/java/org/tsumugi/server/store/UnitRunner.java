package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.RawStoreAwayException;
import org.tsumugi.server.store.WorkQueue.Work;

/**
 * Runs units: claims patients, does the work in one transaction, and decides what happens when that fails. A conflict with another
 * worker is tried again at once; anything else for each patient alone, then later
 * for each file alone, so that one bad file is found and set aside.
 */
public final class UnitRunner {

    private static final Logger LOG = LoggerFactory.getLogger(UnitRunner.class);

    private static final int CONFLICT_TRIES = 6;
    private static final int REJECT_AFTER = 4;
    /** Classes of SQLState: connection, insufficient resources, operator intervention, system error. */
    private static final Pattern AWAY = Pattern.compile("08|53|57P|58");

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration UNREADABLE_RETRY = Duration.ofSeconds(10);

    private final TransactionOperations transactions;
    private final PendingFiles files;
    private final WorkQueue queue;
    private final UnitWork work;

    /**
     * @param jdbc on the database of {@code transactions}
     * @param transactions that {@code jdbc} and {@code writer} take part in
     * @param mapping what {@code mapper} is
     */
    public UnitRunner(
            JdbcOperations jdbc,
            TransactionOperations transactions,
            SsMix2Mapper mapper,
            MappingVersion mapping,
            RawStore raw,
            ResourceWriter writer,
            FhirContext fhir,
            Clock clock) {
        this.transactions = transactions;
        this.files = new PendingFiles(jdbc, clock);
        this.queue = new WorkQueue(jdbc, files, clock);
        this.work = new UnitWork(
                jdbc,
                files,
                new GroupTables(jdbc),
                new ResourceTables(jdbc, clock),
                mapper,
                mapping,
                raw,
                writer,
                fhir);
    }

    /** What a unit did: how many files it settled, and how many of them were mapped. */
    public record Done(int settled, int mapped) {}

    /** What a unit that failed was about. */
    private static final class Attempt {
        private @Nullable Work work;
    }

    /**
     * Runs one unit.
     *
     * @return what it did; empty when nothing is pending that is not in other hands
     * @throws RuntimeException when database or raw store cannot be reached
     */
    public Optional<Done> runOne() {
        return runOne(queue::take);
    }

    private Optional<Done> runOne(Supplier<Optional<Work>> take) {
        boolean exclusive = false;
        for (int tries = 1; ; tries++) {
            Attempt attempt = new Attempt();
            boolean alone = exclusive;
            try {
                return Optional.ofNullable(transactions.execute(status -> run(take, attempt, alone)));
            } catch (UnitMerge.NeedsExclusiveLock e) {
                exclusive = true;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
                if (e instanceof RuntimeException away && isAway(away)) {
                    throw away;
                }
                if (!isConflict(e) || tries >= CONFLICT_TRIES) {
                    return Optional.of(failed(attempt.work, e));
                }
                LOG.debug("A unit met another one and starts again");
            }
        }
    }

    private @Nullable Done run(Supplier<Optional<Work>> take, Attempt attempt, boolean exclusive) {
        Optional<Work> taken = take.get();
        if (taken.isEmpty()) {
            return null;
        }
        attempt.work = taken.get();
        Claim claim = taken.get().claim();
        long start = System.nanoTime();
        List<SettledFile> settled = taken.get().files().isEmpty()
                ? List.of()
                : work.run(claim, taken.get().files(), exclusive).settled();
        queue.done(claim);
        int pending = 0;
        int mapped = 0;
        for (SettledFile file : settled) {
            if (file.file().state() == FileState.PENDING) {
                pending++;
                mapped += file.state() == FileState.MAPPED ? 1 : 0;
            }
        }
        queue.took(pending, Duration.ofNanos(System.nanoTime() - start));
        return new Done(pending, mapped);
    }

    /** Looks for whom to blame: each patient alone, then each storage key. */
    private Done failed(@Nullable Work work, Throwable e) {
        if (work == null) {
            throw new IllegalStateException("a unit failed before it had any files", e);
        }
        Claim claim = work.claim();
        if (claim.patients().size() == 1) {
            postpone(work, e);
            return new Done(0, 0);
        }
        LOG.debug("A unit of several patients failed; each of them gets one of its own");
        Done all = new Done(0, 0);
        for (String patient : claim.patients()) {
            Done one = runOne(() -> queue.take(claim.facility(), patient)).orElse(new Done(0, 0));
            all = new Done(all.settled() + one.settled(), all.mapped() + one.mapped());
        }
        return all;
    }

    private void postpone(Work work, Throwable e) {
        List<UnitFile> pending = work.files().stream()
                .filter(file -> file.state() == FileState.PENDING)
                .toList();
        if (pending.isEmpty()) {
            throw new IllegalStateException("a unit failed before it had any files", e);
        }
        LOG.warn(
                "{} file(s) could not be stored and will be tried again, first receipt {}: {}",
                pending.size(),
                pending.get(0).receipt(),
                describe(e));
        transactions.executeWithoutResult(status -> {
            boolean blameless = isUnreadable(e);
            files.failed(pending, blameless ? UNREADABLE_RETRY : FIRST_RETRY);
            if (!blameless && isOfOneKey(pending) && files.reject(pending, REJECT_AFTER)) {
                LOG.error(
                        "Setting aside receipt {}: it could not be stored",
                        pending.get(0).receipt());
            }
            queue.done(work.claim());
        });
    }

    /** Files of one storage key are never taken apart, so together they are as alone as they get. */
    private static boolean isOfOneKey(List<UnitFile> files) {
        return files.stream().map(UnitFile::key).distinct().count() == 1;
    }

    /** Classes and places of a failure and its causes; their messages may quote what could not be stored. */
    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            StackTraceElement[] trace = t.getStackTrace();
            text.append(text.isEmpty() ? "" : " caused by ")
                    .append(t.getClass().getName())
                    .append(trace.length > 0 ? " at " + trace[0] : "");
            if (t instanceof SQLException sql) {
                text.append(" SQLState ").append(sql.getSQLState());
            }
        }
        return text.toString();
    }

    private static boolean isConflict(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof ConcurrencyFailureException
                    || t instanceof ResourceVersionConflictException
                    || t instanceof SQLException sql
                            && String.valueOf(sql.getSQLState()).startsWith("40")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnreadable(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof ContentUnreadableException) {
                return true;
            }
        }
        return false;
    }

    /** Raw store or database are gone, or have no room, memory or connections: nothing that a file could be blamed for. */
    private static boolean isAway(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof DataAccessResourceFailureException
                    || t instanceof CannotCreateTransactionException
                    || t instanceof RawStoreAwayException
                    || t instanceof SQLException sql
                            && AWAY.matcher(String.valueOf(sql.getSQLState())).lookingAt()) {
                return true;
            }
        }
        return false;
    }
}
