package org.tsumugi.server.mllp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections whose other side lets the server wait too long where a socket has no timeout of its own: a whole TLS handshake,
 * and the writing of an answer that nobody reads.
 */
final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final ScheduledThreadPoolExecutor clock;

    Deadlines() {
        clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "mllp-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    /** What must be done with by a certain time; closing it says that it is. */
    static final class Deadline implements AutoCloseable {

        private final Future<?> end;

        private Deadline(Future<?> end) {
            this.end = end;
        }

        @Override
        public void close() {
            end.cancel(false);
        }
    }

    /**
     * Closes the connection unless what follows is done within this time.
     *
     * @param tcp the connection itself: TLS above it would wait to say goodbye
     */
    Deadline within(Duration most, Socket tcp) {
        return new Deadline(clock.schedule(() -> cut(tcp), most.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static void cut(Socket tcp) {
        try {
            tcp.close();
        } catch (IOException e) {
            LOG.info("A connection could not be closed: {}", e.getClass().getName());
        }
    }
}
