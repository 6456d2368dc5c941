package org.tsumugi.server.mllp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.server.mllp.FrameReader.Frame;

/**
 * One sender's connection. One thread reads a frame, keeps it, answers it and only then reads the next: frames that a sender writes
 * ahead wait in the operating system's buffers, so their order is the order of the answers, and memory holds one frame.
 */
final class Connection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Socket socket;
    private final String facility;
    private final FrameAnswers answers;
    private final Duration idle;
    private final int mostBytes;
    private final ReentrantLock atWork = new ReentrantLock();
    private volatile boolean stopping;

    Connection(Socket socket, String facility, FrameAnswers answers, Duration idle, int mostBytes) {
        this.socket = socket;
        this.facility = facility;
        this.answers = answers;
        this.idle = idle;
        this.mostBytes = mostBytes;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            FrameReader frames = new FrameReader(
                    socket.getInputStream(),
                    most -> socket.setSoTimeout((int) Math.max(1, most.toMillis())),
                    idle,
                    mostBytes);
            try {
                answerAll(frames, socket.getOutputStream());
            } finally {
                reportStrayBytes(frames);
            }
        } catch (SocketTimeoutException e) {
            LOG.info("A connection of facility {} was closed: nothing came, or a frame took too long", facility);
        } catch (IOException e) {
            if (!stopping) {
                LOG.info(
                        "A connection of facility {} broke: {}",
                        facility,
                        e.getClass().getName());
            }
        }
    }

    private void answerAll(FrameReader frames, OutputStream out) throws IOException {
        boolean goesOn = true;
        while (goesOn && !stopping) {
            Optional<Frame> frame = frames.next();
            goesOn = frame.isPresent() && !stopping && answer(frame.get(), out);
        }
    }

    private boolean answer(Frame frame, OutputStream out) throws IOException {
        atWork.lock();
        try {
            out.write(
                    frame.tooLarge()
                            ? answers.answerTooLarge(frame.content(), mostBytes)
                            : answers.answer(frame.content()));
            out.flush();
            return !frame.tooLarge();
        } finally {
            atWork.unlock();
        }
    }

    private void reportStrayBytes(FrameReader frames) {
        if (frames.passedOver() > 0 || frames.unfinished() > 0) {
            LOG.warn(
                    "A connection of facility {} brought {} bytes outside of frames and {} of a frame without its end",
                    facility,
                    frames.passedOver(),
                    frames.unfinished());
        }
    }

    /** Ends the connection; a frame that was read is kept and answered first, if that is done soon. */
    void stop(Duration soon) {
        stopping = true;
        boolean idleNow = false;
        try {
            idleNow = atWork.tryLock(soon.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            socket.close();
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
