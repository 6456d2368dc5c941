package org.tsumugi.server.connector;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Ends requests that were answered before all of their body had come. An answer reaches a sender that still sends only when what it
 * sends is read; Tomcat would read for as long as it takes, and a slow sender would keep the thread. Here there is a time limit, after
 * which the connection is closed; and when many do so at once, further connections are closed without it.
 */
final class UnreadBodyValve extends ValveBase {

    /** Set for a request whose sender was too slow already: nothing more of it is read. */
    static final String CUT_OFF = UnreadBodyValve.class.getName() + ".cutOff";

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int BUFFER = 1 << 13;

    private final LongSupplier nanoTime;
    private final Semaphore threads;

    /** @param threads how many may be kept by such senders */
    UnreadBodyValve(LongSupplier nanoTime, int threads) {
        super(true);
        this.nanoTime = nanoTime;
        this.threads = new Semaphore(threads);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try {
            getNext().invoke(request, response);
        } finally {
            org.apache.coyote.Request sent = request.getCoyoteRequest();
            // a sender that waits to be told to go on has nothing on its way
            if (!request.isAsync() && !sent.hasExpectation() && !sent.isFinished()) {
                readRest(request, response);
            }
        }
    }

    private void readRest(Request request, Response response) {
        try {
            response.flushBuffer();
            boolean isWanted = request.getAttribute(CUT_OFF) == null;
            if (isWanted
                    && request.getContentLengthLong() <= ReceiveConnector.MOST_SWALLOWED
                    && isRead(request.getStream())) {
                return;
            }
        } catch (IOException | RuntimeException gone) {
            // nobody waits for the answer any more
        }
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    private boolean isRead(InputStream rest) throws IOException {
        if (!threads.tryAcquire()) {
            return false;
        }
        try {
            return endsInTime(rest);
        } finally {
            threads.release();
        }
    }

    private boolean endsInTime(InputStream rest) throws IOException {
        long end = nanoTime.getAsLong() + LONGEST.toNanos();
        byte[] buffer = new byte[BUFFER];
        long read = 0;
        while (nanoTime.getAsLong() - end < 0 && read <= ReceiveConnector.MOST_SWALLOWED) {
            int count = rest.read(buffer);
            if (count < 0) {
                return true;
            }
            read += count;
        }
        return false;
    }
}
