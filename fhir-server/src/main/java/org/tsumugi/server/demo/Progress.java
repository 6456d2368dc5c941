package org.tsumugi.server.demo;

/** Shows how far something is: how many, how fast, how long still. */
interface Progress extends AutoCloseable {

    /** @param done so far; of the total given at the start */
    void at(long done);

    @Override
    void close();

    /** Starts one display. */
    @FunctionalInterface
    interface Display {
        /**
         * @param task what is going on, in few words
         * @param total how many there are
         */
        Progress start(String task, long total);
    }
}
