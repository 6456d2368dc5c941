package org.tsumugi.server.raw;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.tsumugi.server.raw.DamagedContentException.Kind;

/**
 * The form in which content is kept: a header (what follows, how long the content is, and a code that only somebody with the key can
 * make, which binds both to the content), then the content, compressed where that makes it smaller, encrypted in segments.
 *
 * <pre>TSR1 | codec 1 | key id 4 | size 8 | HMAC-SHA-256 of the above and the content's SHA-256 32 | AES-GCM-HKDF stream</pre>
 */
final class Sealing {

    private static final byte[] MAGIC = "TSR1".getBytes(StandardCharsets.US_ASCII);
    private static final int CODEC_AT = MAGIC.length;
    private static final int KEY_AT = CODEC_AT + 1;
    private static final int SIZE_AT = KEY_AT + RawKey.ID_BYTES;
    private static final int MAC_AT = SIZE_AT + Long.BYTES;
    private static final int HEADER = MAC_AT + 32;
    private static final byte STORED = 0;
    private static final byte DEFLATED = 1;
    private static final int SAMPLE = 1 << 16;

    private final RawKeys keys;

    Sealing(RawKeys keys) {
        this.keys = keys;
    }

    /** The content as it is kept. */
    byte[] seal(RawStore.Content content) {
        try {
            byte[] deflated = deflate(content.bytes());
            boolean smaller = deflated.length < content.bytes().length;
            byte[] body = smaller ? deflated : content.bytes();
            byte[] prefix = prefix(smaller ? DEFLATED : STORED);
            ByteArrayOutputStream out = new ByteArrayOutputStream(HEADER + body.length + (body.length >> 8) + 128);
            out.write(header(prefix, content.sha256(), content.bytes().length));
            try (OutputStream sealed = encrypting(out, prefix)) {
                sealed.write(body);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** Writes the content that the stream gives into the file, as it is kept. The file is not forced. */
    RawStore.Kept seal(InputStream content, Path file, SpaceCheck space) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[SAMPLE];
        int read = content.readNBytes(buffer, 0, SAMPLE);
        boolean deflated = deflate(Arrays.copyOf(buffer, read)).length < read;
        byte[] prefix = prefix(deflated ? DEFLATED : STORED);
        long size = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            OutputStream out = new Unclosed(Channels.newOutputStream(channel));
            out.write(new byte[HEADER]);
            try (OutputStream sealed = encrypting(out, prefix);
                    OutputStream body = deflated ? deflating(sealed) : sealed) {
                for (; read > 0; read = content.readNBytes(buffer, 0, SAMPLE)) {
                    space.require(read);
                    digest.update(buffer, 0, read);
                    body.write(buffer, 0, read);
                    size += read;
                }
            }
            Sha256 sha256 = Sha256.ofDigest(digest.digest());
            ByteBuffer header = ByteBuffer.wrap(header(prefix, sha256, size));
            while (header.hasRemaining()) {
                channel.write(header, header.position());
            }
            return new RawStore.Kept(sha256, size);
        }
    }

    /** Asked before more is written. */
    @FunctionalInterface
    interface SpaceCheck {
        void require(long bytes) throws IOException;
    }

    /**
     * Opens what is kept for a content; the bytes are compared with the name while they are read.
     *
     * @throws DamagedContentException when already the header is another's
     */
    RawStore.Reading open(InputStream sealed, Sha256 content) throws IOException {
        Header header = header(sealed, content);
        if (!header.isOf(content)) {
            throw new DamagedContentException(Kind.DAMAGED, content);
        }
        InputStream bytes =
                new CheckedContent(new Deciphered(header.decrypting(sealed), content), content, header.size());
        return new RawStore.Reading(bytes, header.size());
    }

    /** What is wrong with what is kept for a content; reads all of it. */
    Optional<Kind> examine(InputStream sealed, Sha256 content) throws IOException {
        Header header;
        try {
            header = header(sealed, content);
        } catch (DamagedContentException e) {
            return Optional.of(e.kind());
        }
        MessageDigest digest = Sha256.digest();
        InputStream bytes = header.decrypting(sealed);
        byte[] buffer = new byte[SAMPLE];
        try {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (SourceException e) {
            throw e.unwrapped();
        } catch (IOException broken) {
            return Optional.of(Kind.DAMAGED);
        }
        Sha256 found = Sha256.ofDigest(digest.digest());
        if (!header.isOf(found)) {
            return Optional.of(Kind.DAMAGED);
        }
        return found.equals(content) ? Optional.empty() : Optional.of(Kind.SWAPPED);
    }

    /** Whether this was sealed with the key that seals now. */
    boolean isSealedAsNow(InputStream sealed) throws IOException {
        byte[] start = sealed.readNBytes(SIZE_AT);
        return isSealed(start) && Arrays.equals(keys.writing().id(), 0, RawKey.ID_BYTES, start, KEY_AT, SIZE_AT);
    }

    private static boolean isSealed(byte[] start) {
        return start.length >= SIZE_AT && Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length);
    }

    private byte[] prefix(byte codec) {
        return ByteBuffer.allocate(SIZE_AT)
                .put(MAGIC)
                .put(codec)
                .put(keys.writing().id())
                .array();
    }

    private byte[] header(byte[] prefix, Sha256 content, long size) {
        byte[] sizeBytes = bytes(size);
        return ByteBuffer.allocate(HEADER)
                .put(prefix)
                .put(sizeBytes)
                .put(keys.writing().headerMac(prefix, sizeBytes, content.bytes()))
                .array();
    }

    private static byte[] bytes(long size) {
        return ByteBuffer.allocate(Long.BYTES).putLong(size).array();
    }

    private OutputStream encrypting(OutputStream out, byte[] prefix) throws IOException {
        try {
            return keys.writing().cipher().newEncryptingStream(out, prefix);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (OutputStream deflating = deflating(out)) {
            deflating.write(bytes);
        }
        return out.toByteArray();
    }

    /** Closing it frees the native memory of the compressor. */
    private static OutputStream deflating(OutputStream out) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        return new DeflaterOutputStream(out, deflater, SAMPLE) {
            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    deflater.end();
                }
            }
        };
    }

    private Header header(InputStream sealed, Sha256 content) throws IOException {
        byte[] bytes = sealed.readNBytes(HEADER);
        if (bytes.length < HEADER || !isSealed(bytes) || bytes[CODEC_AT] != STORED && bytes[CODEC_AT] != DEFLATED) {
            throw new DamagedContentException(Kind.DAMAGED, content);
        }
        RawKey key = keys.withId(Arrays.copyOfRange(bytes, KEY_AT, SIZE_AT))
                .orElseThrow(() -> new DamagedContentException(Kind.WRONG_KEY, content));
        return new Header(key, bytes);
    }

    private record Header(RawKey key, byte[] bytes) {

        long size() {
            return ByteBuffer.wrap(bytes, SIZE_AT, Long.BYTES).getLong();
        }

        boolean isOf(Sha256 content) {
            byte[] mac = key.headerMac(prefix(), Arrays.copyOfRange(bytes, SIZE_AT, MAC_AT), content.bytes());
            return MessageDigest.isEqual(mac, Arrays.copyOfRange(bytes, MAC_AT, HEADER));
        }

        private byte[] prefix() {
            return Arrays.copyOf(bytes, SIZE_AT);
        }

        InputStream decrypting(InputStream sealed) throws IOException {
            try {
                InputStream plain = key.cipher().newDecryptingStream(new Source(sealed), prefix());
                return bytes[CODEC_AT] == DEFLATED ? inflating(plain) : plain;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has AES-GCM", e);
            }
        }

        private static InputStream inflating(InputStream deflated) {
            Inflater inflater = new Inflater(true);
            return new InflaterInputStream(deflated, inflater, SAMPLE) {
                @Override
                public void close() throws IOException {
                    try {
                        super.close();
                    } finally {
                        inflater.end();
                    }
                }
            };
        }
    }

    /** The store could not be read: that says nothing about the content. */
    private static final class SourceException extends IOException {
        private static final long serialVersionUID = 1L;

        SourceException(IOException cause) {
            super(cause.getMessage(), cause);
        }

        IOException unwrapped() {
            return getCause() instanceof IOException cause ? cause : this;
        }
    }

    /** What cannot be deciphered or decompressed is damaged; what cannot be read is not. */
    private static final class Deciphered extends BulkInputStream {
        private final Sha256 content;

        Deciphered(InputStream in, Sha256 content) {
            super(in);
            this.content = content;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return in.read(bytes, from, length);
            } catch (SourceException e) {
                throw e.unwrapped();
            } catch (IOException e) {
                throw new DamagedContentException(Kind.DAMAGED, content, e);
            }
        }
    }

    private static final class Source extends BulkInputStream {

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return in.read(bytes, from, length);
            } catch (IOException e) {
                throw new SourceException(e);
            }
        }
    }

    /** The end of what is encrypted is not the end of the file. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
