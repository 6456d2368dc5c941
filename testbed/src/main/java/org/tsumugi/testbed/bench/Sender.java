package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Sends a facility's storage with the agent. */
@FunctionalInterface
interface Sender {

    /** Returns when everything was answered for good; says how many files were acknowledged. */
    long send(String facility, Path storage, long files) throws IOException, InterruptedException;
}
