package org.tsumugi.server.verify;

import java.io.IOException;

/** One thing that a verification looks at, from a cursor on. */
interface Step {

    /** Where a step begins. */
    String START = "";

    /** Is told where the step is, so that it can go on there. */
    @FunctionalInterface
    interface Cursor {
        /** @param looked how many things it looked at since the last call */
        void at(String cursor, long looked) throws InterruptedException;
    }

    void run(String from, Cursor cursor) throws IOException, InterruptedException;
}
