package org.tsumugi.server.receive;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.BulkInputStream;

/** Request bodies, with a limit and, where the sender says so, compressed. */
public final class Bodies {

    private final BooleanSupplier crowded;

    /** @param crowded whether a sender that is slow takes the room of others */
    public Bodies(BooleanSupplier crowded) {
        this.crowded = crowded;
    }

    /** More came than is accepted. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The whole body.
     *
     * @throws RefusedException when it is too large, too slow, compressed in an unknown way, or did not arrive completely
     */
    public byte[] read(HttpServletRequest request, long limit) {
        try (InputStream body = open(request, limit)) {
            byte[] bytes = body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, limit + 1));
            if (bytes.length > limit) {
                throw new RefusedException(Failure.TOO_LARGE);
            }
            return bytes;
        } catch (TooLargeException e) {
            throw new RefusedException(Failure.TOO_LARGE);
        } catch (IOException e) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
    }

    /** The body as a stream that fails with {@link TooLargeException} when more than so many bytes are sent. */
    InputStream open(HttpServletRequest request, long limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw new RefusedException(Failure.TOO_LARGE);
        }
        InputStream body = new Limited(new PacedBody(request.getInputStream(), System::nanoTime, crowded), limit);
        String encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return body;
        }
        String name = encoding.strip().toLowerCase(Locale.ROOT);
        if (name.equals("gzip") || name.equals("x-gzip")) {
            return new GZIPInputStream(body, 1 << 13);
        }
        throw new RefusedException(Failure.UNSUPPORTED_MEDIA_TYPE);
    }

    /** The same, counting the bytes once more as they are unpacked. */
    InputStream openLimitedUnpacked(HttpServletRequest request, long limit) throws IOException {
        return new Limited(open(request, limit), limit);
    }

    private static final class Limited extends BulkInputStream {
        private long left;

        Limited(InputStream in, long limit) {
            super(in);
            this.left = limit;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws TooLargeException {
            left -= read;
            if (left < 0) {
                throw new TooLargeException();
            }
        }
    }
}
