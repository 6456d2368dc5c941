package org.tsumugi.server.wiring;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends this process in order (shutdown hooks run) when the process that started it ends. */
final class ParentWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);

    private ParentWatch() {}

    /** Starts watching; when the parent is gone already, ends this process at once. */
    static void exitWithParent() {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        if (parent.isEmpty()) {
            exit();
            return;
        }
        LOG.info("This server ends with its parent process {}", parent.get().pid());
        parent.get().onExit().thenRun(ParentWatch::exit);
    }

    private static void exit() {
        LOG.info("The parent process has ended: stopping");
        new Thread(() -> System.exit(0), "exit-with-parent").start();
    }
}
