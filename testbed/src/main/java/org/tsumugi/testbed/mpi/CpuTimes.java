package org.tsumugi.testbed.mpi;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Processor time of this thread and of the PostgreSQL process behind one connection: what the work itself takes, whatever else the
 * machine does. The second is known only where the database is on this machine.
 */
final class CpuTimes {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Optional<ProcessHandle> backend;
    private double ours;
    private double theirs;

    private CpuTimes(Optional<ProcessHandle> backend) {
        this.backend = backend;
    }

    static CpuTimes start(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            CpuTimes times = new CpuTimes(ProcessHandle.of(rows.getLong(1)));
            times.ours = -times.thread();
            times.theirs = -times.process();
            return times;
        }
    }

    /** On the thread that started it, while the connection is open. */
    void stop() {
        ours += thread();
        theirs += process();
    }

    private double thread() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }

    private double process() {
        return backend.flatMap(process -> process.info().totalCpuDuration())
                        .map(Duration::toMillis)
                        .orElse(0L)
                / 1e3;
    }

    String line(int pieces) {
        return String.format(
                Locale.ROOT,
                "%.1f s here and %.1f s in PostgreSQL's process, %.2f and %.2f ms each",
                ours,
                theirs,
                1000 * ours / pieces,
                1000 * theirs / pieces);
    }
}
