package org.tsumugi.server.mllp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.server.mllp.Deadlines.Deadline;
import org.tsumugi.server.mllp.FrameReader.Frame;
import org.tsumugi.server.receive.ByteBudget;

/**
 * One sender's connection. One thread reads a frame, keeps it, answers it and only then reads the next: frames that a sender writes
 * ahead wait in the operating system's buffers, so their order is the order of the answers, and memory holds one frame.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final Duration GOODBYE = Duration.ofSeconds(1);
    /** The frame as it grows, and as a message. */
    private static final int COPIES = 2;

    private final Socket tcp;
    private final Socket socket;
    private final Means means;
    private final ReentrantLock atWork = new ReentrantLock();
    private volatile boolean stopping;

    /**
     * What a listener gives each of its connections.
     *
     * @param idle how long a connection may say nothing, a frame may take, and an answer may wait for being read
     * @param mostBytes the largest frame
     * @param memory that frames which are not small take their room of
     */
    record Means(
            String facility,
            FrameAnswers answers,
            Duration idle,
            int mostBytes,
            ByteBudget memory,
            Deadlines deadlines) {}

    /**
     * @param tcp the connection itself
     * @param socket what frames are read from: the same, or TLS above it
     */
    Connection(Socket tcp, Socket socket, Means means) {
        this.tcp = tcp;
        this.socket = socket;
        this.means = means;
    }

    /** Answers frames until the other side ends, or is stopped. */
    void serve() {
        try (socket) {
            socket.setTcpNoDelay(true);
            FrameReader frames = new FrameReader(
                    socket.getInputStream(),
                    most -> socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, most.toMillis()))),
                    means.idle(),
                    means.mostBytes());
            try {
                answerAll(frames, socket.getOutputStream());
            } finally {
                reportStrayBytes(frames);
            }
        } catch (SocketTimeoutException e) {
            LOG.info(
                    "A connection of facility {} was closed: nothing came, or a frame took too long", means.facility());
        } catch (IOException e) {
            if (!stopping) {
                LOG.info(
                        "A connection of facility {} broke: {}",
                        means.facility(),
                        e.getClass().getName());
            }
        }
    }

    private void answerAll(FrameReader frames, OutputStream out) throws IOException {
        boolean goesOn = true;
        while (goesOn && !stopping) {
            try (ByteBudget.Share memory = means.memory().share()) {
                Optional<Frame> frame = frames.next(() -> memory.await((long) COPIES * means.mostBytes()));
                goesOn = frame.isPresent() && !stopping && answer(frame.get(), out);
            }
        }
    }

    private boolean answer(Frame frame, OutputStream out) throws IOException {
        atWork.lock();
        try {
            byte[] answer = answer(frame);
            try (Deadline read = means.deadlines().within(means.idle(), tcp)) {
                out.write(answer);
                out.flush();
            }
            return frame.end() == FrameReader.End.WHOLE;
        } finally {
            atWork.unlock();
        }
    }

    private byte[] answer(Frame frame) {
        return switch (frame.end()) {
            case WHOLE -> means.answers().answer(frame.content());
            case TOO_LARGE -> means.answers().answerTooLarge(frame.content(), means.mostBytes());
            case NO_ROOM -> means.answers().answerNoRoom(frame.content());
        };
    }

    private void reportStrayBytes(FrameReader frames) {
        if (frames.passedOver() > 0 || frames.unfinished() > 0) {
            LOG.warn(
                    "A connection of facility {} brought {} bytes outside of frames and {} of a frame without its end",
                    means.facility(),
                    frames.passedOver(),
                    frames.unfinished());
        }
    }

    /** Ends the connection; a frame that was read is kept and answered first, if that is done soon. */
    void stop(Duration soon) {
        stopping = true;
        boolean idleNow = false;
        try {
            idleNow = atWork.tryLock(soon.toMillis(), TimeUnit.MILLISECONDS);
            // TLS says goodbye, which takes long when nobody reads it
            try (Deadline goodbye = means.deadlines().within(idleNow ? GOODBYE : Duration.ZERO, tcp)) {
                socket.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.info("A connection could not be closed: {}", e.getClass().getName());
        } finally {
            if (idleNow) {
                atWork.unlock();
            }
        }
    }
}
