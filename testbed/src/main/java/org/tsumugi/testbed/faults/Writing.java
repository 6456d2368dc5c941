package org.tsumugi.testbed.faults;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.testbed.draw.Dice;

/** The hospital at work, a share of it at a time. */
final class Writing implements AutoCloseable {

    private static final int LONGEST_PAUSE_MILLIS = 40;
    private static final long POLL_MILLIS = 100;

    private final Hospital hospital;
    private final Dice dice;
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::work, "hospital");

    Writing(Hospital hospital, Dice dice) {
        this.hospital = hospital;
        this.dice = dice;
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets it go on with so much. */
    void allow(int actions) {
        allowed.release(actions);
    }

    /** Lets it do the rest, and waits for that. */
    void finish() throws IOException, InterruptedException {
        allowed.release(hospital.actions());
        while (!hospital.isDone()) {
            IOException why = failure.get();
            if (why != null) {
                throw why;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private void work() {
        try {
            while (!hospital.isDone()) {
                allowed.acquire();
                hospital.act();
                TimeUnit.MILLISECONDS.sleep(dice.below(LONGEST_PAUSE_MILLIS));
            }
        } catch (IOException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
