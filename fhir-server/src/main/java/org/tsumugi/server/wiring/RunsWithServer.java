package org.tsumugi.server.wiring;

import org.springframework.context.SmartLifecycle;

/** Something that runs while the server runs: it starts when requests are answered already, and stops before anything it needs. */
class RunsWithServer implements SmartLifecycle {

    private final Runnable start;
    private final Runnable stop;
    private volatile boolean running;

    RunsWithServer(Runnable start, Runnable stop) {
        this.start = start;
        this.stop = stop;
    }

    @Override
    public void start() {
        start.run();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stop.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
