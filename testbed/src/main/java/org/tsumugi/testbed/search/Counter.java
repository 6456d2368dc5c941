package org.tsumugi.testbed.search;

import java.io.IOException;
import java.sql.SQLException;

/** What answers questions, and is measured. */
interface Counter extends AutoCloseable {

    /** Makes the next question the first one, as far as that can be done. Not timed. */
    void forget() throws IOException, SQLException;

    /** The number asked for. */
    long count(Question question, int variation) throws IOException, SQLException, InterruptedException;

    @Override
    default void close() throws IOException, SQLException {}
}
