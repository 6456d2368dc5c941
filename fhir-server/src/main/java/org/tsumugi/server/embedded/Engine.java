package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server process on a directory of its own, as the {@linkplain Supervision supervision} sees it. */
interface Engine {

    /** What people call it. */
    String name();

    /** Where its own log is. */
    Path log();

    /** A guard for it. What runs on the directory already is stopped with the guard like something that it started. */
    Guard newGuard() throws IOException;

    /** The process whose end is the engine's end, whoever started it. */
    Optional<ProcessHandle> running() throws IOException;

    /** Makes way for a start after the engine has ended: what is left of it may still be at work on its data. */
    void clearAwayDead() throws IOException;
}
