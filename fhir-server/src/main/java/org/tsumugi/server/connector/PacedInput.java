package org.tsumugi.server.connector;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * A request body as Tomcat reads it from the line, whoever asks for it: a servlet, or Tomcat itself for the parameters of a form. It
 * breaks off when its sender is too slow, because each one that is being read keeps a thread. Only waiting for the sender counts.
 */
final class PacedInput implements InputBuffer {

    /** What is small comes with its header, or a moment later. */
    private static final Pattern SMALL =
            Pattern.compile("/oauth2/token|/ssmix2/[^/]*/(sender|summaries/.*|status|status/.*|refusals)");

    private final InputBuffer in;
    private final Pace pace;
    private final LongSupplier nanoTime;
    private long waited;
    private long read;
    private boolean tooSlow;

    PacedInput(InputBuffer in, Pace pace, LongSupplier nanoTime) {
        this.in = in;
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    /** What is asked of senders. */
    enum Pace {
        /** All of it within this time. */
        SMALL(Duration.ofSeconds(10), Long.MAX_VALUE),
        /** Files are asked for a little more, and answered with more than a cut connection, where they are taken. */
        FILES(Duration.ofSeconds(90), 1 << 10);

        private final Duration grace;
        private final long bytesPerSecond;

        Pace(Duration grace, long bytesPerSecond) {
            this.grace = grace;
            this.bytesPerSecond = bytesPerSecond;
        }

        static Pace of(String path) {
            return PacedInput.SMALL.matcher(path).matches() ? SMALL : FILES;
        }

        private boolean isKept(long read, long nanosWaited) {
            long counted =
                    (nanosWaited - grace.toNanos()) / Duration.ofSeconds(1).toNanos();
            return counted <= 0 || read / counted >= bytesPerSecond;
        }
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (tooSlow) {
            throw new IOException("the sender was too slow");
        }
        long start = nanoTime.getAsLong();
        int count = in.doRead(handler);
        waited += nanoTime.getAsLong() - start;
        read += Math.max(0, count);
        if (count >= 0 && !pace.isKept(read, waited)) {
            tooSlow = true;
            throw new IOException("the sender is too slow");
        }
        return count;
    }

    boolean isTooSlow() {
        return tooSlow;
    }

    @Override
    public int available() {
        return tooSlow ? 0 : in.available();
    }
}
