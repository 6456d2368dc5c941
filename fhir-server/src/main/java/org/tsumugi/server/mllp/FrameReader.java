package org.tsumugi.server.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.tsumugi.server.outcome.RefusedException;

/**
 * Reads frames: {@code 0x0B}, content, {@code 0x1C 0x0D}. None of the three bytes is part of a character of ISO-2022-JP, nor of UTF-8.
 *
 * <p>A {@code 0x1C} ends the frame also where the {@code 0x0D} is missing, when the next frame begins at once or nothing more comes;
 * with any other byte behind it, it is part of the content: a message is never cut short and then acknowledged. What stands between
 * frames is passed over.
 */
final class FrameReader {

    /** What every connection may have in memory of a frame; one that is larger needs room. */
    static final int SMALL = 1 << 16;

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

    /** Memory for a frame that is not small. */
    @FunctionalInterface
    interface Room {

        /**
         * Waits for it.
         *
         * @throws RefusedException when there was none for too long
         */
        void await();
    }

    /** Where a frame ends. */
    enum End {
        /** At its end. */
        WHOLE,
        /** At the most bytes that a frame may have; nothing can be read after it. */
        TOO_LARGE,
        /** Where there was no room for more of it; nothing can be read after it. */
        NO_ROOM
    }

    /**
     * One frame.
     *
     * @param content what is in it; only its beginning when that is not all
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(byte[] content, End end) {}

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
     * @param room asked once, when the frame turns out not to be small
     * @throws SocketTimeoutException when nothing comes, or the frame takes too long
     */
    Optional<Frame> next(Room room) throws IOException {
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
        return content(System.nanoTime() + idle.toNanos(), room);
    }

    private Optional<Frame> content(long begun, Room room) throws IOException {
        long deadline = begun;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            int one = read(deadline);
            if (one == END_OF_STREAM) {
                unfinished += content.size() + 1L;
                return Optional.empty();
            }
            if (one == END && isEndOfFrame()) {
                return Optional.of(new Frame(content.toByteArray(), End.WHOLE));
            }
            if (content.size() == mostBytes) {
                return Optional.of(new Frame(content.toByteArray(), End.TOO_LARGE));
            }
            if (content.size() == SMALL) {
                long asked = System.nanoTime();
                if (!isRoom(room)) {
                    return Optional.of(new Frame(content.toByteArray(), End.NO_ROOM));
                }
                // the sender was not read from meanwhile
                deadline += System.nanoTime() - asked;
            }
            content.write(one);
        }
    }

    private static boolean isRoom(Room room) {
        try {
            room.await();
            return true;
        } catch (RefusedException e) {
            return false;
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
