package org.tsumugi.server.receive;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.tsumugi.server.journal.Receipt;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.StorageName.Area;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.RawStore;

/**
 * Many files in one request. Files are made durable in batches, and a file's line is written only when its batch is. A request that
 * breaks off keeps the batches before; nothing of a half-sent file is kept.
 */
final class TarUpload {

    private static final int BATCH_FILES = 256;
    private static final long BATCH_BYTES = 8L << 20;
    /** What a slow sender has sent is not held back until there is more of it. */
    private static final Duration BATCH_AGE = Duration.ofSeconds(2);

    private final Intake intake;
    private final Bodies bodies;
    private final ReceiveLimits limits;
    private final ByteBudget budget;
    private final ReceiveMeter meter;

    TarUpload(Intake intake, Bodies bodies, ReceiveLimits limits, ByteBudget budget, ReceiveMeter meter) {
        this.intake = intake;
        this.bodies = bodies;
        this.limits = limits;
        this.budget = budget;
        this.meter = meter;
    }

    void receive(String facility, HttpServletRequest request, HttpServletResponse response) throws IOException {
        requireTar(request);
        AnswerLines lines = new AnswerLines(response);
        try (Batch batch = new Batch(facility, lines);
                InputStream body = new BufferedInputStream(bodies.open(request, limits.uploadBytes()), 1 << 13);
                TarEntries tar = new TarEntries(body)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isPlainFile(entry)) {
                    batch.add(entry, tar);
                } else if (!entry.isDirectory()) {
                    batch.refuse(plain(entry.getName()), Failure.BAD_REQUEST);
                }
            }
            batch.keep();
        } catch (Bodies.TooLargeException e) {
            lines.refuseRest(new RefusedException(Failure.TOO_LARGE));
        } catch (RefusedException e) {
            lines.refuseRest(e);
        } catch (IOException | IllegalArgumentException e) {
            // cut off, or not a tar, or one that is nothing but header: whoever still listens is told that the rest was
            // not taken
            lines.refuseRest(new RefusedException(Failure.BAD_REQUEST));
        }
        lines.end();
    }

    private static boolean isPlainFile(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isDirectory()
                && !entry.isSymbolicLink()
                && !entry.isLink()
                && !entry.isFIFO()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice();
    }

    private static void requireTar(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/x-tar") && !type.startsWith("application/tar")) {
            throw new RefusedException(Failure.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    /** What is being made durable. */
    @FunctionalInterface
    private interface Kept<T> {
        T get() throws IOException;
    }

    private final class Batch implements AutoCloseable {
        private final String facility;
        private final AnswerLines lines;
        private final List<Intake.Incoming> files = new ArrayList<>();
        private final ByteBudget.Share memory = budget.share();
        private long bytes;
        private long begun;

        Batch(String facility, AnswerLines lines) {
            this.facility = facility;
            this.lines = lines;
        }

        void add(TarArchiveEntry entry, TarEntries tar) throws IOException {
            String path = plain(entry.getName());
            long size = entry.getRealSize(); // of a sparse file without its holes is less than what is read
            StorageName name;
            try {
                name = StorageName.parse(path);
            } catch (UnknownNameException e) {
                refuse(path, size > limits.fileBytes() ? Failure.TOO_LARGE : Failure.NOT_A_STORAGE_NAME);
                return;
            }
            boolean transaction = name.area() == Area.TRANSACTION;
            if (size > (transaction ? limits.uploadBytes() : limits.fileBytes())) {
                refuse(path, Failure.TOO_LARGE);
                return;
            }
            if (transaction || size > ReceiveLimits.SMALL_FILE) {
                keepStreaming(name, tar);
                return;
            }
            if (!files.isEmpty() && System.nanoTime() - begun > BATCH_AGE.toNanos()) {
                keep();
            }
            makeRoom(size);
            byte[] content = tar.readNBytes((int) size);
            if (content.length < size) {
                throw new IOException("the tar ends in the middle of a file");
            }
            begun = files.isEmpty() ? System.nanoTime() : begun;
            files.add(new Intake.Incoming(name, RawStore.Content.of(content)));
            bytes += content.length;
            if (files.size() >= BATCH_FILES || bytes >= BATCH_BYTES) {
                keep();
            }
        }

        /** Whoever waits for room holds nothing: what was read so far is made durable first. */
        private void makeRoom(long size) throws IOException {
            if (!memory.tryAdd(size)) {
                keep();
                memory.close();
                memory.await(size);
            }
        }

        @Override
        public void close() {
            memory.close();
        }

        /** What is not small is passed on as it comes. */
        private void keepStreaming(StorageName name, TarEntries tar) throws IOException {
            keep();
            memory.await(ReceiveLimits.STREAM_BUFFER);
            Receipt receipt = received(() -> intake.keep(facility, name, new SentBytes(tar)));
            memory.close();
            meter.received(receipt);
            lines.add(Answer.of(name.path(), receipt));
            lines.flush();
        }

        private void refuse(String path, Failure failure) throws IOException {
            meter.refused(failure);
            lines.add(Answer.refused(path, failure.status(), failure.name()));
            lines.flush();
        }

        void keep() throws IOException {
            if (files.isEmpty()) {
                return;
            }
            List<Receipt> receipts = received(() -> intake.keep(facility, files));
            for (int i = 0; i < receipts.size(); i++) {
                meter.received(receipts.get(i));
                lines.add(Answer.of(files.get(i).name().path(), receipts.get(i)));
            }
            files.clear();
            bytes = 0;
            memory.close();
            lines.flush();
        }

        private <T> T received(Kept<T> kept) throws IOException {
            try {
                return kept.get();
            } catch (Bodies.TooLargeException | SentBytes.BrokenOffException e) {
                throw e;
            } catch (IOException e) {
                throw StorageFailures.refusal(e);
            } catch (RuntimeException e) {
                throw StorageFailures.refusal(e);
            }
        }
    }

    private static String plain(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }
}
