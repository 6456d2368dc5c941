package org.tsumugi.upload.send;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;

/** A file as gzip (RFC 1952), compressed while it is read, so that its size does not matter. */
final class GzippedFile extends FilterInputStream {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final CheckedInputStream content;
    private final Deflater deflater;
    private boolean ended;

    private GzippedFile(CheckedInputStream content, Deflater deflater) {
        super(new SequenceInputStream(
                new ByteArrayInputStream(HEADER), new DeflaterInputStream(content, deflater, 1 << 16)));
        this.content = content;
        this.deflater = deflater;
    }

    static InputStream open(Path file) throws IOException {
        return new GzippedFile(
                new CheckedInputStream(Files.newInputStream(file), new CRC32()),
                new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = in.read(into, offset, length);
        if (read < 0 && !ended) {
            ended = true;
            in = new ByteArrayInputStream(trailer());
            return in.read(into, offset, length);
        }
        return read;
    }

    private byte[] trailer() {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) content.getChecksum().getValue())
                .putInt((int) deflater.getBytesRead())
                .array();
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
            content.close();
        } finally {
            deflater.end();
        }
    }
}
