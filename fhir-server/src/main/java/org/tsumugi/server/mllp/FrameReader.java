package org.tsumugi.server.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads frames: {@code 0x0B}, content, {@code 0x1C 0x0D}. None of the three bytes is part of a character of ISO-2022-JP, nor of UTF-8.
 *
 * <p>A {@code 0x1C} ends the frame also where the {@code 0x0D} is missing, when the next frame begins at once or nothing more comes;
 * with any other byte behind it, it is part of the content: a message is never cut short and then acknowledged. What stands between
 * frames is passed over.
 */
final class FrameReader {

    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int RETURN = 0x0D;
    private static final int END_OF_STREAM = -1;
    private static final int NOTHING_COMES = -2;

    private static final Duration FOR_THE_RETURN = Duration.ofMillis(300);

    private final InputStream in;
    private final Patience patience;
    private final Duration idle;
    private final int mostBytes;
    private final byte[] buffer = new byte[1 << 14];
    private int at;
    private int end;
    private boolean ended;
    private long passedOver;
    private long unfinished;

    /** Sets how long a read may wait. */
    @FunctionalInterface
    interface Patience {

        /** @param most after which a read throws a {@link SocketTimeoutException} */
        void until(Duration most) throws IOException;
    }

    /**
     * One frame.
     *
     * @param content what is in it; only its beginning when it is too large
     * @param tooLarge whether it has more bytes than a frame may have; nothing can be read after it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(byte[] content, boolean tooLarge) {}

    /**
     * @param idle how long nothing may come, and how long a frame may take
     * @param mostBytes the largest content
     */
    FrameReader(InputStream in, Patience patience, Duration idle, int mostBytes) {
        this.in = in;
        this.patience = patience;
        this.idle = idle;
        this.mostBytes = mostBytes;
    }

    /**
     * The next frame; empty at the end of the stream, whatever was begun.
     *
     * @throws SocketTimeoutException when nothing comes, or the frame takes too long
     */
    Optional<Frame> next() throws IOException {
        long deadline = System.nanoTime() + idle.toNanos();
        int one = read(deadline);
        while (one != START) {
            if (one == END_OF_STREAM) {
                return Optional.empty();
            }
            if (one != RETURN && one != END && one != '\n') {
                passedOver++;
            }
            one = read(deadline);
        }
        return content(System.nanoTime() + idle.toNanos());
    }

    private Optional<Frame> content(long deadline) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            int one = read(deadline);
            if (one == END_OF_STREAM) {
                unfinished += content.size() + 1L;
                return Optional.empty();
            }
            if (one == END && isEndOfFrame()) {
                return Optional.of(new Frame(content.toByteArray(), false));
            }
            if (content.size() == mostBytes) {
                return Optional.of(new Frame(content.toByteArray(), true));
            }
            content.write(one);
        }
    }

    /** Leaves the byte behind the end where it is, unless it belongs to the end. */
    private boolean isEndOfFrame() throws IOException {
        int next = peekSoon();
        if (next == RETURN) {
            at++;
        }
        return next == RETURN || next == START || next == END_OF_STREAM || next == NOTHING_COMES;
    }

    private int peekSoon() throws IOException {
        try {
            return fill(System.nanoTime() + FOR_THE_RETURN.toNanos()) ? buffer[at] & 0xFF : END_OF_STREAM;
        } catch (SocketTimeoutException e) {
            return NOTHING_COMES;
        }
    }

    private int read(long deadline) throws IOException {
        return fill(deadline) ? buffer[at++] & 0xFF : END_OF_STREAM;
    }

    private boolean fill(long deadline) throws IOException {
        if (at < end) {
            return true;
        }
        if (ended) {
            return false;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the frame took too long");
        }
        patience.until(Duration.ofNanos(left));
        at = 0;
        end = 0;
        end = Math.max(0, in.read(buffer));
        ended = end == 0;
        return !ended;
    }

    /** How many bytes stood between frames that belong to no end of a frame. */
    long passedOver() {
        return passedOver;
    }

    /** How many bytes there were of a frame that the stream ended in. */
    long unfinished() {
        return unfinished;
    }
}
