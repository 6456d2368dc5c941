package org.tsumugi.server.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo, on a thread of its own beside the serving ones. */
public final class Demo implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final long STOP_MILLIS = 10_000;

    private final DemoNetwork network;
    private final Path home;
    private final PrintStream out;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /**
     * @param network what to load
     * @param home folder for the generated storages and the mark that they are loaded
     * @param out where people look
     */
    public Demo(DemoNetwork network, Path home, PrintStream out) {
        this.network = network;
        this.home = home;
        this.out = out;
    }

    /** Loads what is not loaded yet and prints what to try. Called once, when the server answers requests at {@code server}. */
    public void start(URI server) {
        Thread started = new Thread(() -> run(server), "demo");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void run(URI server) {
        try {
            DemoHome demoHome = new DemoHome(home, network);
            if (!demoHome.isLoaded()) {
                new DemoLoader(network, demoHome, server, Terminal.display(out), stop).load();
            }
            new WhatToTry(server, out).print();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failure) {
            if (stop.getCount() > 0) {
                report(failure);
            }
        }
    }

    private void report(Exception failure) {
        LOG.error("The fictitious network could not be loaded", failure);
        out.println("\nデモ用データの読み込みに失敗しました。サーバーは動いています。再起動すると続きから読み込みます。\n"
                + "The demo data could not be loaded. The server is running; the next start continues where this one stopped.\n"
                + failure.getMessage());
    }

    /** Stops loading; the next start continues. */
    @Override
    public void close() {
        stop.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
