package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.FailureLog;
import org.tsumugi.server.outcome.FailureTable;

/**
 * Runs jobs, of each kind one at a time in this process. One thread looks for work and keeps the heartbeats, once a second and
 * whenever it is woken; each job has a thread of its own.
 */
public final class JobRunner {

    /** How long after its last heartbeat a job counts as interrupted. */
    public static final Duration LEASE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(4);

    private final JobLeases leases;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, RunningJob> running = new HashMap<>();
    private final Set<String> starting = new TreeSet<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons("job"));
    private final Thread dispatcher = daemons("jobs").newThread(this::dispatch);
    private boolean woken;
    private boolean stopping;

    /** A runner of these kinds that does nothing until {@link #start()}. */
    public JobRunner(JdbcOperations jdbc, Clock clock, Duration lease, Collection<Job> kinds) {
        this.leases = new JobLeases(jdbc, clock, lease);
        for (Job job : kinds) {
            if (jobs.put(job.kind(), job) != null) {
                throw new IllegalArgumentException("two jobs of the kind " + job.kind());
            }
        }
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Takes up whatever waits. */
    public void start() {
        dispatcher.start();
    }

    /** Something was asked for, or is to be cancelled. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Asks running jobs to end; the next process goes on with them. One that does not listen is interrupted. */
    public void stop() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        runningNow().forEach(job -> job.stop(RunningJob.Reason.SERVER_STOPS));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(FINISH_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                runningNow().forEach(RunningJob::interrupt);
                if (!threads.awaitTermination(FINISH_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("A job did not stop in time; the next start takes it up when its heartbeat has stopped");
                }
            }
            dispatcher.join(FINISH_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void dispatch() {
        while (!isStopping()) {
            try {
                beat();
                while (claimOne()) {
                    beat();
                }
            } catch (RuntimeException | Error e) {
                // whatever it was, work is waiting and nobody else will come for it
                LOG.error("Jobs cannot be looked for; trying again:{}", FailureLog.trace(e));
            }
            await();
        }
    }

    private boolean claimOne() {
        List<String> idle = idle();
        Optional<JobView> claimed = idle.isEmpty() ? Optional.empty() : leases.claim(idle);
        claimed.ifPresent(this::begin);
        return claimed.isPresent();
    }

    private synchronized List<String> idle() {
        return stopping
                ? List.of()
                : jobs.keySet().stream()
                        .filter(kind -> !starting.contains(kind))
                        .toList();
    }

    private synchronized void begin(JobView claimed) {
        if (stopping) {
            leases.stopped(claimed.id(), claimed.attempt(), null);
            return;
        }
        starting.add(claimed.kind());
        threads.execute(() -> run(claimed));
    }

    private void run(JobView claimed) {
        RunningJob attempt = new RunningJob(claimed);
        synchronized (this) {
            running.put(claimed.kind(), attempt);
            if (stopping) {
                attempt.stop(RunningJob.Reason.SERVER_STOPS);
            }
        }
        try {
            attempt(attempt);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "The end of job {} could not be kept; it is taken up again:{}", claimed.id(), FailureLog.trace(e));
        } finally {
            synchronized (this) {
                running.remove(claimed.kind());
                starting.remove(claimed.kind());
            }
            wake();
        }
    }

    private void attempt(RunningJob attempt) {
        Job job = jobs.get(attempt.job().kind());
        if (job == null) {
            throw new IllegalStateException("only known kinds are claimed");
        }
        try {
            JsonNode result = job.run(attempt, attempt.job().arguments());
            leases.done(attempt.id(), attempt.attempt(), result, attempt.latest());
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError | AssertionError e) {
            Thread.interrupted(); // meant for the job; what is written about it must not fail for it
            ended(attempt, e);
        }
    }

    private void ended(RunningJob attempt, Throwable thrown) {
        RunningJob.Reason reason = attempt.reason();
        if (reason == null) {
            failed(attempt, thrown);
            return;
        }
        switch (reason) {
            case CANCELLED -> leases.cancelled(attempt.id(), attempt.attempt(), attempt.latest());
            case SERVER_STOPS -> leases.stopped(attempt.id(), attempt.attempt(), attempt.latest());
            case LOST -> LOG.warn("Job {} was taken over by another process", attempt.id());
        }
    }

    private void failed(RunningJob attempt, Throwable thrown) {
        LOG.error("Job {} failed:{}", attempt.id(), FailureLog.trace(thrown));
        boolean worldIsBroken = FailureTable.of(thrown).status() == Failure.UNAVAILABLE.status();
        if (worldIsBroken && attempt.attempt() < JobLeases.MOST_ATTEMPTS) {
            leases.postponed(attempt.id(), attempt.attempt(), leases.instant().plus(TRY_AGAIN), attempt.latest());
        } else {
            leases.failed(attempt.id(), attempt.attempt(), thrown.getClass().getName(), attempt.latest());
        }
    }

    private void beat() {
        for (RunningJob job : runningNow()) {
            switch (leases.beat(job.id(), job.attempt(), job.latest())) {
                case GO_ON -> {}
                case CANCELLED -> job.stop(RunningJob.Reason.CANCELLED);
                case LOST -> job.stop(RunningJob.Reason.LOST);
            }
        }
    }

    private synchronized List<RunningJob> runningNow() {
        return new ArrayList<>(running.values());
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized void await() {
        long deadline = System.nanoTime() + LOOK_AGAIN.toNanos();
        try {
            while (!stopping && !woken && deadline - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
            }
            woken = false;
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }
}
