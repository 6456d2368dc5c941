package org.tsumugi.upload.command;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tsumugi.upload.AgentListener;
import org.tsumugi.upload.UploadAgent;
import org.tsumugi.upload.send.Condition;
import org.tsumugi.upload.terminal.Progress;

/** How far the agent is: a bar for somebody at a terminal, else a plain line a minute. */
final class Display implements AgentListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("org.tsumugi.upload");

    private final Supplier<Condition.Now> condition;
    private final Duration every;
    private final Consumer<String> log;
    private final Progress progress = Progress.of("upload", "files");
    private final AtomicLong answered = new AtomicLong();
    private final Thread lines = new Thread(this::lines, "upload-lines");

    Display(UploadAgent agent) {
        this(
                agent::condition,
                Progress.isWatched(),
                Duration.ofMinutes(1),
                line -> LOG.log(System.Logger.Level.INFO, line));
    }

    Display(Supplier<Condition.Now> condition, boolean watched, Duration every, Consumer<String> log) {
        this.condition = condition;
        this.every = every;
        this.log = log;
        lines.setDaemon(true);
        if (!watched) {
            lines.start();
        }
    }

    @Override
    public void answered(long count) {
        answered.accumulateAndGet(count, Math::max);
        progress.at(answered.get(), -1);
    }

    private void lines() {
        long before = 0;
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(every.toNanos());
                long now = answered.get();
                log.accept(line(now, now - before, condition.get()));
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String line(long answered, long lastMinute, Condition.Now now) {
        double rate = Math.round(lastMinute / 6.0) / 10.0;
        return (answered + " files answered, " + rate + " a second, " + now.state() + " " + now.trouble()).strip();
    }

    @Override
    public void close() {
        lines.interrupt();
        progress.close();
    }
}
