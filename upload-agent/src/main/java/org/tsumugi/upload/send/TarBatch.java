package org.tsumugi.upload.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Some files on their way to the server, all in memory. */
record TarBatch(List<Outgoing> files) {

    TarBatch {
        files = List.copyOf(files);
    }

    byte[] gzippedTar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (OutputStream gzip = new GZIPOutputStream(bytes, 1 << 16);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Outgoing file : files) {
                TarArchiveEntry header = new TarArchiveEntry(file.path());
                header.setSize(file.content().length);
                header.setModTime(0L);
                tar.putArchiveEntry(header);
                tar.write(file.content());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
