package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tar says of its files never takes much memory. */
class TarEntriesTest {

    private static final int RECORD = 512;
    private static final long GIGABYTES = 8L << 30;

    private final AtomicLong given = new AtomicLong();

    /** Goes on for gigabytes. */
    private InputStream endless(char with) {
        return new InputStream() {
            @Override
            public int read() {
                return given.incrementAndGet() > GIGABYTES ? -1 : with;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                Arrays.fill(bytes, from, from + length, (byte) with);
                return given.addAndGet(length) > GIGABYTES ? -1 : length;
            }
        };
    }

    /** The header of an entry of this type. */
    private static byte[] header(char type, long size) {
        byte[] record = new byte[RECORD];
        put(record, 0, "././@Entry");
        put(record, 100, "0000644\0" + "0000000\0" + "0000000\0" + "%011o\0".formatted(size) + "00000000000\0");
        record[156] = (byte) type;
        put(record, 257, "ustar\0" + "00");
        Arrays.fill(record, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte each : record) {
            sum += each & 0xFF;
        }
        put(record, 148, "%06o\0 ".formatted(sum));
        return record;
    }

    private static void put(byte[] record, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, record, at, bytes.length);
    }

    private static TarEntries tar(InputStream... parts) {
        InputStream all = InputStream.nullInputStream();
        for (InputStream part : parts) {
            all = new SequenceInputStream(all, part);
        }
        return new TarEntries(all);
    }

    private static InputStream of(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static InputStream of(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"L,''", "K,''", "x,8000000000 path=", "g,8000000000 path=", "x,8000000000 GNU.sparse.map="})
    void headerOfGigabytesShouldBeRefusedBeforeItIsInMemory(char type, String begins) throws IOException {
        try (TarEntries tar = tar(of(header(type, GIGABYTES - 1)), of(begins), endless('7'))) {
            assertThatThrownBy(tar::getNextEntry).isInstanceOf(IOException.class);
        }
        assertThat(given.get()).isLessThan(2L * TarEntries.MOST_OF_A_HEADER);
    }

    @Test
    void headersWithoutEndShouldBeRefused() throws IOException {
        byte[] empty = header('x', 0);
        InputStream chain = new InputStream() {
            private int at;

            @Override
            public int read() {
                given.incrementAndGet();
                return empty[at++ % RECORD] & 0xFF;
            }
        };
        try (TarEntries tar = tar(chain)) {
            assertThatThrownBy(tar::getNextEntry).isInstanceOf(IOException.class);
        }
        assertThat(given.get()).isLessThan(2L * TarEntries.MOST_OF_A_HEADER);
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void longNamesAndLargeContentsShouldBeReadAsEver(int mode) throws IOException {
        byte[] large = new byte[5 * TarEntries.MOST_OF_A_HEADER];
        Arrays.fill(large, (byte) 'x');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            out.setLongFileMode(mode);
            for (int i = 0; i < 4; i++) {
                TarArchiveEntry entry = new TarArchiveEntry("退院/".repeat(100) + i);
                entry.setSize(large.length);
                out.putArchiveEntry(entry);
                out.write(large);
                out.closeArchiveEntry();
            }
        }

        try (TarEntries tar = tar(of(bytes.toByteArray()))) {
            for (int i = 0; i < 4; i++) {
                assertThat(tar.getNextEntry().getName()).isEqualTo("退院/".repeat(100) + i);
                // whoever reads may leave a content, or leave off within it
                assertThat(tar.readNBytes(i * 100_000)).hasSize(i * 100_000);
            }
            assertThat(tar.getNextEntry()).isNull();
        }
    }
}
